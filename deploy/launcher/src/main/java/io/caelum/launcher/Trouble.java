package io.caelum.launcher;

/** Something the user can mend: the message names cause and remedy, no stack trace is shown. */
public class Trouble extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Trouble(String cause, String remedy) {
        super(cause + "\n  " + remedy);
    }

    public Trouble(String message) {
        super(message);
    }
}
