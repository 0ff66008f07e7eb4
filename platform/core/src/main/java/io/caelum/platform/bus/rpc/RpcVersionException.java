package io.caelum.platform.bus.rpc;

/** The other side does not serve the version, namespace or method asked for. */
public final class RpcVersionException extends RuntimeException {

    public RpcVersionException(String message) {
        super(message);
    }

    public RpcVersionException(String message, Throwable cause) {
        super(message, cause);
    }
}
