package io.caelum.testkit.simulation;

import java.time.Duration;

/** One process of the cloud: it can die, and it can be stopped for a while, as by SIGSTOP. */
public final class SimulatedProcess {

    private final Simulation simulation;
    private final String name;
    private boolean alive = true;
    private long stoppedUntil;

    SimulatedProcess(Simulation simulation, String name) {
        this.simulation = simulation;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public Simulation simulation() {
        return simulation;
    }

    public boolean isAlive() {
        return alive;
    }

    /** What it was about to do never happens. */
    public void kill() {
        alive = false;
    }

    public boolean isStopped() {
        return simulation.nanos() < stoppedUntil;
    }

    long stoppedUntil() {
        return stoppedUntil;
    }

    /** What it was about to do happens later. */
    public void stopFor(Duration time) {
        stoppedUntil = simulation.nanos() + time.toNanos();
    }

    /** The process does that then, if it is alive and not stopped. */
    public void after(Duration delay, Runnable work) {
        simulation.after(delay, this, work);
    }
}
