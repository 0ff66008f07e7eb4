package io.caelum.acceptance.faults;

import io.caelum.launcher.part.Part;
import io.caelum.launcher.process.Patience;
import io.caelum.launcher.process.Signal;
import java.time.Duration;

/** A process ends by a signal, and somebody starts it again. */
record Ended(Part part, Signal signal) implements Fault {

    // beyond what is right on a quiet machine: what is tested is that it ends and starts at all
    private static final Duration END_BOUND = Duration.ofMinutes(1);
    private static final Duration START_BOUND = Duration.ofMinutes(5);

    @Override
    public String name() {
        return signal + " " + part.name();
    }

    @Override
    public void begin() {
        var process = part.process().orElseThrow(() -> new AssertionError(part.name() + " does not run"));
        process.send(signal);
        if (!process.endsWithin(END_BOUND)) {
            throw new AssertionError("%s has not ended within %s".formatted(name(), END_BOUND));
        }
    }

    @Override
    public void heal() {
        start(part);
    }

    /** Tries again: PostgreSQL does not start while remains of a killed one are about. */
    static void start(Part part) {
        boolean ready = Patience.until(START_BOUND, () -> {
            part.start();
            return part.condition().isReady();
        });
        if (!ready) {
            throw new AssertionError(
                    part.name() + " is not back: " + part.condition().text());
        }
    }

    @Override
    public boolean closesTheDoor() {
        return part.name().equals("api-gateway");
    }
}
