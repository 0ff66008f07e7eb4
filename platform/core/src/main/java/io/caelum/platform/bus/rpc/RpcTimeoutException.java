package io.caelum.platform.bus.rpc;

/** No answer came before the deadline. The work may or may not have been done: ask for the state. */
public final class RpcTimeoutException extends RuntimeException {

    public RpcTimeoutException(String message) {
        super(message);
    }

    public RpcTimeoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
