package io.caelum.launcher.preflight;

/**
 * A process that listens on a port.
 *
 * @param pid 0 if we may not see whose it is
 */
record Listener(long pid, String command) {

    String text() {
        return pid == 0
                ? "a process of another user (as root, ss -ltnp shows it)"
                : "process %d (%s)".formatted(pid, command);
    }
}
