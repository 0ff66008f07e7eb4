package io.caelum.compute.worker.report;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Whether there is any sense in reporting: the bus is there, and the network agent is known or has had its time. */
public final class WhenConnected implements BooleanSupplier {

    private final BooleanSupplier bus;
    private final BooleanSupplier agent;
    private final Duration patience;
    private long busSinceNanos;
    private boolean busWasThere;

    public WhenConnected(BooleanSupplier bus, BooleanSupplier agent, Duration patience) {
        this.bus = bus;
        this.agent = agent;
        this.patience = patience;
    }

    @Override
    public synchronized boolean getAsBoolean() {
        boolean there = bus.getAsBoolean();
        if (there && !busWasThere) {
            busSinceNanos = System.nanoTime();
        }
        busWasThere = there;
        return there && (agent.getAsBoolean() || System.nanoTime() - busSinceNanos >= patience.toNanos());
    }
}
