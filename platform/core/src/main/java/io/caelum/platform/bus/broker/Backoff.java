package io.caelum.platform.bus.broker;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing, randomly spread pauses between tries, so that a hundred processes do not all come back in one second. */
final class Backoff {

    private final long firstMillis;
    private final long longestMillis;
    private long nextMillis;

    Backoff(Duration first, Duration longest) {
        this.firstMillis = first.toMillis();
        this.longestMillis = longest.toMillis();
        this.nextMillis = firstMillis;
    }

    /** The next pause: between half of and the whole of a limit, which doubles each time. */
    Duration next() {
        long limit = nextMillis;
        nextMillis = Math.min(longestMillis, nextMillis * 2);
        return Duration.ofMillis(limit / 2 + ThreadLocalRandom.current().nextLong(limit / 2 + 1));
    }

    void reset() {
        nextMillis = firstMillis;
    }
}
