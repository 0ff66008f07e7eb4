package io.caelum.platform.bus.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.fault.Fault.Kind;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What exceptions of Python services are here: a table, and for large families their naming habits. */
final class KnownFailures {

    private static final Map<String, Kind> SERVICE_KINDS = Map.ofEntries(
            Map.entry("NotFound", Kind.NOT_FOUND),
            Map.entry("InstanceNotFound", Kind.NOT_FOUND),
            Map.entry("ComputeHostNotFound", Kind.NOT_FOUND),
            Map.entry("NetworkNotFound", Kind.NOT_FOUND),
            Map.entry("SubnetNotFound", Kind.NOT_FOUND),
            Map.entry("PortNotFound", Kind.NOT_FOUND),
            Map.entry("Forbidden", Kind.FORBIDDEN),
            Map.entry("NotAuthorized", Kind.FORBIDDEN),
            Map.entry("AdminRequired", Kind.FORBIDDEN),
            Map.entry("PolicyNotAuthorized", Kind.FORBIDDEN),
            Map.entry("BadRequest", Kind.BAD_REQUEST),
            Map.entry("InvalidInput", Kind.BAD_REQUEST),
            Map.entry("Invalid", Kind.BAD_REQUEST),
            Map.entry("Conflict", Kind.CONFLICT),
            Map.entry("InUse", Kind.CONFLICT),
            Map.entry("OverQuota", Kind.CONFLICT),
            Map.entry("InstanceInvalidState", Kind.CONFLICT),
            Map.entry("InstanceIsLocked", Kind.CONFLICT),
            Map.entry("IpAddressGenerationFailure", Kind.CONFLICT),
            Map.entry("IpAddressInUse", Kind.CONFLICT),
            Map.entry("QuotaError", Kind.FORBIDDEN),
            Map.entry("NoValidHost", Kind.INTERNAL),
            Map.entry("ServiceUnavailable", Kind.UNAVAILABLE));

    private KnownFailures() {}

    static @Nullable RuntimeException builtin(String name, String message) {
        return switch (name) {
            case "ValueError", "TypeError" -> new IllegalArgumentException(message);
            case "KeyError", "IndexError" -> new NoSuchElementException(message);
            case "NotImplementedError" -> new UnsupportedOperationException(message);
            case "RuntimeError" -> new IllegalStateException(message);
            default -> null;
        };
    }

    static @Nullable RuntimeException ofService(String module, String name, String message, JsonNode kwargs) {
        if (!module.equals("nova.exception") && !module.startsWith("neutron_lib.exceptions")) {
            return null;
        }
        Kind kind = SERVICE_KINDS.get(name);
        if (kind == null) {
            kind = byHabit(name, kwargs);
        }
        return kind == null ? null : new Fault(kind, name, message);
    }

    private static @Nullable Kind byHabit(String name, JsonNode kwargs) {
        int code = kwargs.path("code").asInt(0);
        if (code >= 400 && code < 500) {
            return Kind.ofStatus(code);
        }
        if (name.endsWith("NotFound")) {
            return Kind.NOT_FOUND;
        }
        if (name.endsWith("InUse") || name.endsWith("Exists")) {
            return Kind.CONFLICT;
        }
        return name.startsWith("Invalid") ? Kind.BAD_REQUEST : null;
    }
}
