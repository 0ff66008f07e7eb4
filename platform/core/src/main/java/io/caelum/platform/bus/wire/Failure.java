package io.caelum.platform.bus.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.platform.bus.rpc.RpcRemoteException;
import io.caelum.platform.bus.rpc.RpcTimeoutException;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.bus.rpc.RpcVersionException;
import io.caelum.platform.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exception as it stands in a reply: named as Python callers know it.
 *
 * @param className Python class, or simple Java name
 * @param module Python module, or Java package
 * @param tb lines for the log of the other side; frames only, since messages of causes may hold anything
 */
public record Failure(
        String className,
        String module,
        String message,
        List<String> tb,
        List<Object> args,
        Map<String, Object> kwargs) {

    static final String FAULT_MODULE = "io.caelum.fault";
    static final String BUILTINS = "builtins";
    private static final String DISPATCHER = "oslo_messaging.rpc.dispatcher";
    private static final int MOST_FRAMES = 12;
    private static final TypeReference<List<Object>> LIST = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    public static Failure noSuchMethod(String method) {
        return plain(DISPATCHER, "NoSuchMethod", "Endpoint does not support RPC method " + method);
    }

    public static Failure unsupportedVersion(String version, String method) {
        return plain(
                DISPATCHER,
                "UnsupportedVersion",
                "Endpoint does not support RPC version " + version + ". Attempted method: " + method);
    }

    /** The arguments do not fit the method. */
    public static Failure typeError(String message) {
        return plain(BUILTINS, "TypeError", message);
    }

    private static Failure plain(String module, String className, String message) {
        return new Failure(className, module, message, List.of(), List.of(message), Map.of());
    }

    /** How an exception of ours looks to the caller. */
    public static Failure of(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return switch (e) {
            case Fault fault ->
                new Failure(fault.type(), FAULT_MODULE, message, List.of(), List.of(message), fault.wireArguments());
            case RpcRemoteException remote ->
                new Failure(
                        remote.className(),
                        remote.module(),
                        remote.remoteMessage(),
                        List.of(),
                        remote.arguments(),
                        remote.keywords());
            case RpcTimeoutException timeout -> plain("oslo_messaging.exceptions", "MessagingTimeout", message);
            case RpcUnreachableException unreachable ->
                plain("oslo_messaging.exceptions", "MessageUndeliverable", message);
            default ->
                new Failure(
                        e.getClass().getSimpleName(),
                        e.getClass().getPackageName(),
                        message,
                        frames(e),
                        List.of(message),
                        Map.of());
        };
    }

    private static List<String> frames(Throwable e) {
        var lines = new ArrayList<String>();
        for (StackTraceElement frame : e.getStackTrace()) {
            if (lines.size() == MOST_FRAMES) {
                break;
            }
            lines.add("  at " + frame + "\n");
        }
        return lines;
    }

    /** The text that goes into {@code failure}: JSON once more within the JSON of the reply. */
    public String toJson() {
        try {
            return WireJson.MAPPER.writeValueAsString(new Wire(className, module, message, tb, args, kwargs));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A failure cannot be written", e);
        }
    }

    private record Wire(
            @JsonProperty("class") String className,
            String module,
            String message,
            List<String> tb,
            List<Object> args,
            Map<String, Object> kwargs) {}

    /** Reads a {@code failure}. Missing keys are tolerated; never loads a class by a name that was sent. */
    public static RuntimeException toException(String json) {
        JsonNode failure;
        try {
            failure = WireJson.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            return new RpcRemoteException("", "Unknown", "the other side failed, and its failure cannot be read", "");
        }
        String module = withoutSuffix(failure.path("module").asText(""));
        String className = withoutSuffix(failure.path("class").asText("Unknown"));
        String message = failure.path("message").asText("");
        RuntimeException known = known(module, className, message, failure.path("kwargs"));
        if (known instanceof Fault) {
            return known;
        }
        var remote = new RpcRemoteException(
                module, className, message, traceback(failure), arguments(failure, message), keywords(failure));
        if (known == null) {
            return remote;
        }
        known.initCause(remote);
        return known;
    }

    private static List<Object> arguments(JsonNode failure, String message) {
        JsonNode sent = failure.path("args");
        return sent.isArray() ? WireJson.MAPPER.convertValue(sent, LIST) : List.of(message);
    }

    private static Map<String, Object> keywords(JsonNode failure) {
        JsonNode sent = failure.path("kwargs");
        return sent.isObject() ? WireJson.MAPPER.convertValue(sent, MAP) : Map.of();
    }

    private static String traceback(JsonNode failure) {
        var text = new StringBuilder();
        failure.path("tb").forEach(line -> text.append(line.asText()));
        return text.toString();
    }

    private static String withoutSuffix(String name) {
        return name.endsWith("_Remote") ? name.substring(0, name.length() - "_Remote".length()) : name;
    }

    private static @Nullable RuntimeException known(String module, String name, String message, JsonNode kwargs) {
        return switch (module) {
            case FAULT_MODULE ->
                new Fault(Fault.Kind.ofStatus(kwargs.path("code").asInt(500)), name, message);
            case DISPATCHER -> new RpcVersionException(message);
            case "oslo_messaging.exceptions" ->
                switch (name) {
                    case "MessagingTimeout" -> new RpcTimeoutException(message);
                    case "MessageUndeliverable", "MessageDeliveryFailure" -> new RpcUnreachableException(message);
                    default -> null;
                };
            case BUILTINS, "exceptions" -> KnownFailures.builtin(name, message);
            default -> KnownFailures.ofService(module, name, message, kwargs);
        };
    }
}
