package io.caelum.bench.benchmark;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Asks whether something has happened: first a little before it usually does, then after every eighth of the time that has
 * gone by. So the asking costs the cloud two or three requests for each server, and makes a latency seem longer by an
 * eighth at most; only those that are much quicker than usual by more.
 */
final class Polling {

    private static final long SHORTEST_NANOS = Duration.ofMillis(4).toNanos();

    /** How long it took lately. */
    private volatile long usual;

    void until(Duration bound, BooleanSupplier happened) throws InterruptedException {
        long begun = System.nanoTime();
        pause(usual * 7 / 10);
        while (!happened.getAsBoolean()) {
            long gone = System.nanoTime() - begun;
            if (gone > bound.toNanos()) {
                throw new IllegalStateException("nothing came of it within " + bound.toMinutes() + " minutes");
            }
            pause(gone / 8);
        }
        learn(System.nanoTime() - begun);
    }

    private void learn(long nanos) {
        long before = usual;
        usual = before == 0 ? nanos : before + (nanos - before) / 10;
    }

    private static void pause(long nanos) throws InterruptedException {
        Thread.sleep(Duration.ofNanos(Math.max(SHORTEST_NANOS, nanos)));
    }
}
