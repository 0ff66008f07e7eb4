package io.caelum.compute.worker.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who may connect to which socket: each ticket once, and soon. */
@ApplicationScoped
class ConsoleTickets {

    static final Duration LIFE = Duration.ofSeconds(30);
    private static final int BYTES = 32;

    private record Place(Path socket, Instant expires) {}

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final Clock clock;

    ConsoleTickets(Clock clock) {
        this.clock = clock;
    }

    String issue(Path socket) {
        Instant now = clock.instant();
        places.values().removeIf(place -> place.expires().isBefore(now));
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        places.put(ticket, new Place(socket, now.plus(LIFE)));
        return ticket;
    }

    /** The socket that it is for; empty for one that is unknown, too old, or has been used. */
    Optional<Path> redeem(String ticket) {
        return Optional.ofNullable(places.remove(ticket))
                .filter(place -> !place.expires().isBefore(clock.instant()))
                .map(Place::socket);
    }
}
