package io.caelum.conformance.client;

import io.caelum.platform.bus.rpc.RpcRemoteException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Failures of the other side as this program registers them, by module and class. */
final class Failures {

    private static final Map<String, Function<RpcRemoteException, RuntimeException>> REGISTERED = Map.of(
            "builtins.ValueError",
            remote -> new IllegalArgumentException(remote.remoteMessage(), remote),
            "conformance_exc.ConformanceError",
            ConformanceException::new);

    private Failures() {}

    /** The registered exception, with what was sent as its cause; that itself for a failure which is not registered. */
    static Throwable mapped(Throwable failure) {
        RpcRemoteException remote = remote(failure);
        if (remote == null) {
            return failure;
        }
        var mapping = REGISTERED.get(remote.module() + "." + remote.className());
        return mapping == null ? remote : mapping.apply(remote);
    }

    /** What was sent, or null if the failure is our own. */
    static RpcRemoteException remote(Throwable failure) {
        return failure instanceof RpcRemoteException remote
                ? remote
                : failure.getCause() instanceof RpcRemoteException cause ? cause : null;
    }

    static Map<String, Object> described(Throwable failure) {
        var words = new LinkedHashMap<String, Object>();
        words.put("exception", failure.getClass().getSimpleName());
        RpcRemoteException remote = remote(failure);
        if (remote == null) {
            words.put("message", failure.getMessage());
        } else {
            words.put("class", remote.className());
            words.put("module", remote.module());
            words.put("message", remote.remoteMessage());
        }
        return words;
    }
}
