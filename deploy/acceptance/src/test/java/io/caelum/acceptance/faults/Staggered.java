package io.caelum.acceptance.faults;

import io.caelum.launcher.process.Patience;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Several faults that begin one after the other and are healed in the same order, so that all last equally long. */
record Staggered(List<? extends Fault> faults, Duration apart) implements Fault {

    @Override
    public String name() {
        return faults.stream().map(Fault::name).collect(Collectors.joining(", "));
    }

    @Override
    public void begin() {
        faults.forEach(fault -> {
            fault.begin();
            Patience.pause(apart);
        });
    }

    @Override
    public void heal() {
        faults.forEach(fault -> {
            Patience.pause(apart);
            fault.heal();
        });
    }

    @Override
    public boolean closesTheDoor() {
        return faults.stream().anyMatch(Fault::closesTheDoor);
    }
}
