package io.caelum.platform.web.idempotency;

import io.caelum.platform.fault.Fault;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/** What the client calls its request, so that it may repeat it. */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    private static final int LONGEST = 255;

    private IdempotencyKey() {}

    static Optional<String> of(MultivaluedMap<String, String> headers) {
        List<String> given = headers.get(HEADER);
        return given == null || given.isEmpty() ? Optional.empty() : Optional.of(required(given));
    }

    private static String required(List<String> given) {
        if (given.size() > 1) {
            throw Fault.badRequest("The header " + HEADER + " was sent more than once.");
        }
        String key = given.getFirst().strip();
        if (key.isEmpty() || key.equals("\"\"")) {
            throw Fault.badRequest("The header " + HEADER + " is empty.");
        }
        if (key.length() > LONGEST) {
            throw Fault.badRequest("The header %s is longer than %d characters.".formatted(HEADER, LONGEST));
        }
        if (key.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw Fault.badRequest("The header " + HEADER + " has characters that are not printable ASCII.");
        }
        return key;
    }
}
