package io.caelum.platform.bus.rpc;

/** Nobody serves the topic (or that server of it) now, or the broker cannot be reached: the message was not delivered. */
public final class RpcUnreachableException extends RuntimeException {

    public RpcUnreachableException(String message) {
        super(message);
    }

    public RpcUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
