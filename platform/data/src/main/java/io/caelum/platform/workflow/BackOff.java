package io.caelum.platform.workflow;

import java.time.Duration;

/** How long to wait before the next try: doubling, with jitter, so that many that failed together come back apart. */
enum BackOff {
    FORWARD(100, 5_000),
    UNDO(100, 30_000);

    private final long firstMillis;
    private final long mostMillis;

    BackOff(long firstMillis, long mostMillis) {
        this.firstMillis = firstMillis;
        this.mostMillis = mostMillis;
    }

    Duration after(int attempt, Surroundings chance) {
        long full = Math.min(mostMillis, firstMillis << Math.min(attempt - 1, 20));
        return Duration.ofMillis(full / 2 + chance.random(full / 2 + 1));
    }
}
