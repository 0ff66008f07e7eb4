package io.caelum.compute.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Fields;
import io.caelum.platform.web.microversion.Microversion;
import java.util.Optional;

/** What {@code PUT /servers/{id}} asks for; a description that is empty twice over is to be taken away. */
record UpdateServer(
        Optional<String> name,
        Optional<Optional<String>> description,
        Optional<String> accessIpV4,
        Optional<String> accessIpV6,
        Optional<String> diskConfig) {

    static UpdateServer of(JsonNode body, Microversion version) {
        Fields fields = Fields.body(body, "server");
        var wanted = new UpdateServer(
                fields.name("name", 255),
                version.atLeast(2, 19) && fields.has("description")
                        ? Optional.of(fields.nullableText("description", 255))
                        : Optional.empty(),
                address(fields, "accessIPv4", false),
                address(fields, "accessIPv6", true),
                fields.oneOf("OS-DCF:diskConfig", "AUTO", "MANUAL"));
        fields.end();
        return wanted;
    }

    private static Optional<String> address(Fields fields, String key, boolean six) {
        if (fields.isNull(key)) {
            return Optional.of("");
        }
        return fields.text(key, 0, 64).map(text -> {
            if (!text.isEmpty() && !(six ? Addresses.isIpV6(text) : Addresses.isIpV4(text))) {
                throw fields.invalid(key, "is not an " + (six ? "'ipv6'" : "'ipv4'"));
            }
            return six && !text.isEmpty() ? Addresses.canonicalIpV6(text) : text;
        });
    }

    void applyTo(Server server) {
        name.ifPresent(value -> server.name = value);
        description.ifPresent(value -> server.description = value.orElse(null));
        accessIpV4.ifPresent(value -> server.accessIpV4 = value.isEmpty() ? null : value);
        accessIpV6.ifPresent(value -> server.accessIpV6 = value.isEmpty() ? null : value);
        diskConfig.ifPresent(value -> server.diskConfig = value);
    }
}
