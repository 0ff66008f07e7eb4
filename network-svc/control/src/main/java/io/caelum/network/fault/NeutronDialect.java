package io.caelum.network.fault;

import io.caelum.platform.fault.Fault;
import io.caelum.platform.fault.Fault.Kind;
import io.caelum.platform.web.fault.FaultDialect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code {"NeutronError": {type, message, detail}}}, which clients map by type. */
@ApplicationScoped
class NeutronDialect implements FaultDialect {

    @ConfigProperty(name = "caelum.public-url", defaultValue = "http://127.0.0.1:8780")
    String publicUrl;

    @Override
    public Response render(Fault fault) {
        var response = Response.status(fault.status()).type(MediaType.APPLICATION_JSON_TYPE);
        if (fault.kind() == Kind.UNAUTHORIZED) {
            return response.header("WWW-Authenticate", "Keystone uri=\"" + publicUrl + "/identity\"")
                    .entity(Map.of("error", unauthorized(fault)))
                    .build();
        }
        return response.entity(Map.of("NeutronError", new NeutronError(type(fault), fault.getMessage(), "")))
                .build();
    }

    /** The token check comes before Neutron and has its own form. */
    private static Map<String, Object> unauthorized(Fault fault) {
        return Map.of("code", fault.status(), "title", fault.kind().title(), "message", fault.getMessage());
    }

    /** Faults of the platform have the plain name of their kind; Neutron puts HTTP in front of those. */
    static String type(Fault fault) {
        return switch (fault.type()) {
            case "BadRequest" -> "HTTPBadRequest";
            case "NotFound" -> "HTTPNotFound";
            case "Forbidden" -> "PolicyNotAuthorized";
            case "Conflict" -> "HTTPConflict";
            case "NotImplemented" -> "HTTPNotImplemented";
            case "MethodNotAllowed" -> "HTTPMethodNotAllowed";
            case "Internal", "InternalServerError" -> "HTTPInternalServerError";
            default -> fault.type();
        };
    }

    record NeutronError(String type, String message, String detail) {}
}
