package io.caelum.networknode;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Something that is done again and again; after a failure sooner. */
final class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final String what;
    private final Duration every;
    private final Clock clock;
    private final Runnable work;
    private Instant next = Instant.MIN;

    Rounds(String what, Duration every, Clock clock, Runnable work) {
        this.what = what;
        this.every = every;
        this.clock = clock;
        this.work = work;
    }

    void areDueNow() {
        next = Instant.MIN;
    }

    void runIfDue() {
        if (clock.instant().isBefore(next)) {
            return;
        }
        try {
            work.run();
            next = clock.instant().plus(every);
        } catch (RuntimeException e) {
            LOG.infof("will be tried again, action=%s error=%s", what, e.getMessage());
            next = clock.instant().plus(AFTER_FAILURE);
        }
    }
}
