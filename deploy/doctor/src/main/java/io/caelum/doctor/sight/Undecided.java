package io.caelum.doctor.sight;

/** Something could not be seen; the message says what and why. */
public final class Undecided extends RuntimeException {

    public Undecided(String message, Throwable cause) {
        super(message, cause);
    }

    public Undecided(String message) {
        super(message);
    }
}
