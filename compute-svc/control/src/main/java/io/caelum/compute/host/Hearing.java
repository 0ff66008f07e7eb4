package io.caelum.compute.host;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Since when this process can hear hosts. Who was stopped, or without broker or database, has not heard their reports: that
 * time does not count when it says which of them are down.
 */
@ApplicationScoped
public class Hearing {

    /** Nobody tells how long there was no process before this one. */
    private static final Duration RESTART = Duration.ofMinutes(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Clock clock;
    private Instant since;
    private Instant last;
    private Duration deafBefore = RESTART;

    Hearing(Clock clock) {
        this.clock = clock;
        since = clock.instant();
        last = since;
    }

    /** To be called every few seconds while hosts can be heard. */
    public synchronized void goesOn() {
        Instant now = clock.instant();
        Duration pause = pause(now);
        if (!pause.isZero()) {
            deafBefore = pause;
            since = now;
        }
        last = now;
    }

    /** Whether it has gone on for so long without a pause. */
    public synchronized boolean hasLasted(Duration time) {
        Instant now = clock.instant();
        return pause(now).isZero() && !since.plus(time).isAfter(now);
    }

    /** How long hosts could not be heard, if that was within the last {@code window}. */
    synchronized Duration deaf(Duration window) {
        Instant now = clock.instant();
        boolean lately = since.plus(window).isAfter(now);
        return pause(now).plus(lately ? deafBefore : Duration.ZERO);
    }

    private Duration pause(Instant now) {
        Duration pause = Duration.between(last, now);
        return pause.compareTo(LONGEST_PAUSE) > 0 ? pause : Duration.ZERO;
    }
}
