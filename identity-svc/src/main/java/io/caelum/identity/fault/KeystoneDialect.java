package io.caelum.identity.fault;

import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.fault.FaultDialect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code {"error": {"code", "message", "title"}}}. */
@ApplicationScoped
class KeystoneDialect implements FaultDialect {

    private final String challenge;

    KeystoneDialect(@ConfigProperty(name = "caelum.public-url") String publicUrl) {
        challenge = "Keystone uri=\"" + publicUrl + "/identity/v3\"";
    }

    @Override
    public Response render(Fault fault) {
        var answer = Response.status(fault.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.VARY, "X-Auth-Token")
                .entity(new Document(new Document.Error(
                        fault.status(), fault.getMessage(), fault.kind().title())));
        return (fault.kind() == Fault.Kind.UNAUTHORIZED
                        ? answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                        : answer)
                .build();
    }

    record Document(Error error) {
        record Error(int code, String message, String title) {}
    }
}
