package io.caelum.compute.keypair;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Fields;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.microversion.Microversion;
import java.util.Optional;

/**
 * What {@code POST /os-keypairs} asks for.
 *
 * @param publicKey empty to have a pair generated
 */
record CreateKeyPair(String name, String type, Optional<String> publicKey, Optional<String> userId) {

    static CreateKeyPair of(JsonNode body, Microversion version) {
        Fields fields = Fields.body(body, "keypair");
        var wanted = new CreateKeyPair(
                name(fields),
                version.atLeast(2, 2) ? fields.oneOf("type", "ssh", "x509").orElse("ssh") : "ssh",
                fields.isNull("public_key") ? Optional.empty() : fields.text("public_key", 0, 16_384),
                version.atLeast(2, 10) ? fields.text("user_id", 1, 255) : Optional.empty());
        fields.end();
        if (wanted.type().equals("x509") && wanted.publicKey().isEmpty()) {
            throw Fault.badRequest("Keypair data is invalid: an x509 certificate must be given, none is generated.");
        }
        return wanted;
    }

    private static String name(Fields fields) {
        String name = fields.requiredName("name");
        if (!name.matches("[a-zA-Z0-9 _-]+")) {
            throw Fault.badRequest("Keypair data is invalid: Keypair name contains unsafe characters. It may hold"
                    + " letters, digits, blanks, dashes and underscores.");
        }
        return name;
    }
}
