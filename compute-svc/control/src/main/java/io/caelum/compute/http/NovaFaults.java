package io.caelum.compute.http;

import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.fault.FaultDialect;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Errors in Nova's words: {@code {"itemNotFound": {"code": 404, "message": "..."}}}. */
@ApplicationScoped
class NovaFaults implements FaultDialect {

    private static final String JSON = "application/json; charset=UTF-8";

    private final String keystone;

    NovaFaults(@ConfigProperty(name = "caelum.public-url", defaultValue = "http://127.0.0.1:8780") String publicUrl) {
        keystone = publicUrl + "/identity";
    }

    @Override
    public Response render(Fault fault) {
        var answer =
                Response.status(isUnknownRoute(fault) ? 404 : fault.status()).header(HttpHeaders.CONTENT_TYPE, JSON);
        if (fault.kind() == Fault.Kind.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Keystone uri=\"" + keystone + "\"");
        }
        return answer.entity(body(fault)).build();
    }

    static Map<String, Object> body(Fault fault) {
        if (fault.kind() == Fault.Kind.UNAUTHORIZED) {
            return Map.of("error", Map.of("code", 401, "title", "Unauthorized", "message", fault.getMessage()));
        }
        if (isUnknownRoute(fault)) {
            return Map.of("message", "The resource could not be found.", "code", "404 Not Found", "title", "Not Found");
        }
        var inner = new LinkedHashMap<String, Object>();
        inner.put("code", fault.status());
        inner.put("message", fault.getMessage());
        if (fault.kind() == Fault.Kind.TOO_LARGE || fault.kind() == Fault.Kind.TOO_MANY_REQUESTS) {
            inner.put("retryAfter", 0);
        }
        return Map.of(name(fault.kind()), inner);
    }

    /** An unknown route, or a method that a known one does not have: never reaches Nova's own error handling. */
    private static boolean isUnknownRoute(Fault fault) {
        return fault.type().equals("HTTPNotFound") || fault.kind() == Fault.Kind.METHOD_NOT_ALLOWED;
    }

    private static String name(Fault.Kind kind) {
        return switch (kind) {
            case BAD_REQUEST -> "badRequest";
            case UNAUTHORIZED -> "unauthorized";
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND -> "itemNotFound";
            case METHOD_NOT_ALLOWED -> "badMethod";
            case CONFLICT -> "conflictingRequest";
            case TOO_LARGE, TOO_MANY_REQUESTS -> "overLimit";
            case UNSUPPORTED_MEDIA_TYPE -> "badMediaType";
            case NOT_IMPLEMENTED -> "notImplemented";
            case UNAVAILABLE -> "serviceUnavailable";
            case NOT_ACCEPTABLE, GONE, PRECONDITION_FAILED, RANGE_NOT_SATISFIABLE, UNPROCESSABLE, INTERNAL ->
                "computeFault";
        };
    }
}
