package io.caelum.platform.bus;

import java.util.concurrent.atomic.LongAdder;

/** What the bus did, and what it had to throw away, since the start of the process. */
public final class BusCounters {

    /** Calls sent to others. */
    public final LongAdder calls = new LongAdder();
    /** Casts sent to others, to one or all. */
    public final LongAdder casts = new LongAdder();
    /** Calls without an answer in time, and casts of which nobody knows whether they were sent. */
    public final LongAdder timeouts = new LongAdder();
    /** Calls and casts which reached nobody: not served, or no broker. */
    public final LongAdder unreachable = new LongAdder();

    /** Calls and casts on which work was begun. */
    public final LongAdder served = new LongAdder();
    /** Of those, how many failed with something that is not for the caller. */
    public final LongAdder failed = new LongAdder();
    /** Messages which the broker delivered before, to us or to another. */
    public final LongAdder redelivered = new LongAdder();

    public final LongAdder undecodable = new LongAdder();
    public final LongAdder duplicates = new LongAdder();
    /** Requests which were not begun because their caller had given up. */
    public final LongAdder expired = new LongAdder();
    /** Answers that came after their caller had given up, or twice. */
    public final LongAdder unknownReplies = new LongAdder();
    /** Answers whose caller's queue did not come back in time. */
    public final LongAdder undeliverableReplies = new LongAdder();

    /** Notifications on which a listener failed again and again. */
    public final LongAdder unheard = new LongAdder();

    /** Messages kept in the queue of dead letters. */
    public final LongAdder deadLetters = new LongAdder();

    @Override
    public String toString() {
        return "undecodable=" + undecodable + " duplicates=" + duplicates + " expired=" + expired + " unknownReplies="
                + unknownReplies + " undeliverableReplies=" + undeliverableReplies + " unheard=" + unheard
                + " deadLetters=" + deadLetters;
    }
}
