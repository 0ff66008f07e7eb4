package io.caelum.networkagent.host;

import java.util.List;

/** A command could not be started, took too long, said too much, or ended with another status than 0. */
public final class CommandFailed extends Exception {

    private static final long serialVersionUID = 1;

    CommandFailed(List<String> command, String reason) {
        super(String.join(" ", command) + ": " + reason);
    }

    CommandFailed(List<String> command, String reason, Throwable cause) {
        super(String.join(" ", command) + ": " + reason, cause);
    }
}
