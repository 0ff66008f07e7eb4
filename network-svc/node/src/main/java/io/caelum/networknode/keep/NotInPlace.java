package io.caelum.networknode.keep;

/** A plan is not real yet, or cannot be; the message is for an operator. It is always tried again. */
public final class NotInPlace extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean waiting;

    private NotInPlace(String message, boolean waiting, Throwable cause) {
        super(message, cause);
        this.waiting = waiting;
    }

    /** Something else has to happen first, and usually soon does: nobody is told. */
    public static NotInPlace waiting(String message) {
        return new NotInPlace(message, true, null);
    }

    public static NotInPlace failed(Throwable cause) {
        return new NotInPlace(cause.getMessage(), false, cause);
    }

    public static NotInPlace failed(String message) {
        return new NotInPlace(message, false, null);
    }

    public boolean isWaiting() {
        return waiting;
    }
}
