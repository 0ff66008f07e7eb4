package io.caelum.conformance.server;

import io.caelum.platform.bus.rpc.RpcRemoteException;
import java.util.List;
import java.util.Map;

/** Failures as a Python server would raise them. */
final class PythonFailures {

    private PythonFailures() {}

    static RpcRemoteException named(String kind, String message) {
        return switch (kind) {
            case "value" -> builtin("ValueError", message);
            case "key" -> builtin("KeyError", message);
            case "custom" -> new RpcRemoteException("conformance_exc", "ConformanceError", message, "");
            case "custom_kwargs" ->
                new RpcRemoteException(
                        "conformance_exc",
                        "ConformanceError",
                        message,
                        "",
                        List.of(),
                        Map.of("code", 42, "reason", message));
            case "unlisted" -> new RpcRemoteException("some.unlisted.module", "UnlistedError", message, "");
            default -> builtin("ValueError", "there is no kind of failure called " + kind);
        };
    }

    static RpcRemoteException builtin(String name, String message) {
        return new RpcRemoteException("builtins", name, message, "");
    }
}
