package io.caelum.platform.bus.wire;

/** A message that is not what oslo.messaging sends: it is thrown away, since nobody could be answered. */
public final class UndecodableException extends Exception {

    UndecodableException(String message) {
        super(message);
    }

    UndecodableException(String message, Throwable cause) {
        super(message, cause);
    }
}
