package io.caelum.networkagent.mechanism;

/** A port cannot be connected or disconnected; the message is for an operator. */
public final class WiringFailed extends Exception {

    private static final long serialVersionUID = 1;

    public WiringFailed(String message) {
        super(message);
    }

    public WiringFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
