package io.caelum.acceptance.faults;

import java.util.UUID;

/** One server, from the moment when it was accepted. Written by the client that asked for it, read by all. */
final class Fate {

    final String name;
    final UUID id;
    final long accepted = System.nanoTime();
    volatile State state = State.ACCEPTED;
    /** When it ran; zero while it does not. */
    volatile long activeAt;

    volatile String reason = "";

    Fate(String name, UUID id) {
        this.name = name;
        this.id = id;
    }

    enum State {
        ACCEPTED,
        ACTIVE,
        /** With a reason. */
        FAILED,
        /** In ERROR, and nothing says why. */
        UNEXPLAINED,
        /** Its delete was accepted. */
        LEAVING,
        GONE,
        /** Nobody asked for it to go. */
        LOST
    }

    void became(State next) {
        state = next;
        if (next == State.ACTIVE) {
            activeAt = System.nanoTime();
        }
    }

    boolean isUnderWay() {
        return state == State.ACCEPTED || state == State.LEAVING;
    }

    boolean stands() {
        return state == State.ACTIVE || state == State.FAILED || state == State.UNEXPLAINED;
    }

    @Override
    public String toString() {
        return name + " (" + id + ") " + state + (reason.isEmpty() ? "" : ": " + reason);
    }
}
