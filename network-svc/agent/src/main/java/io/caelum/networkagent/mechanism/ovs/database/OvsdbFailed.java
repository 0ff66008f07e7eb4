package io.caelum.networkagent.mechanism.ovs.database;

/** The switch's database cannot be reached, or refuses something. */
public final class OvsdbFailed extends Exception {

    private static final long serialVersionUID = 1;

    OvsdbFailed(String message) {
        super(message);
    }

    OvsdbFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
