package io.caelum.acceptance.faults;

import io.caelum.launcher.part.Part;
import io.caelum.launcher.process.Daemon;
import io.caelum.launcher.process.Signal;

/** A process stands still for a while and then goes on, not knowing that it was away. */
record Frozen(Part part) implements Fault {

    @Override
    public String name() {
        return "STOP " + part.name();
    }

    @Override
    public void begin() {
        process().send(Signal.STOP);
    }

    @Override
    public void heal() {
        process().send(Signal.CONT);
        Ended.start(part);
    }

    private Daemon process() {
        return part.process().orElseThrow(() -> new AssertionError(part.name() + " does not run"));
    }

    @Override
    public boolean closesTheDoor() {
        return part.name().equals("api-gateway");
    }
}
