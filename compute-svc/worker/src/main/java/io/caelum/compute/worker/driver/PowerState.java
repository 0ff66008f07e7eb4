package io.caelum.compute.worker.driver;

/** What a guest's machine does, with the numbers that Nova's API uses. */
public enum PowerState {
    NONE(0),
    RUNNING(1),
    PAUSED(3),
    SHUT_DOWN(4),
    CRASHED(6),
    SUSPENDED(7);

    private final int code;

    PowerState(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
