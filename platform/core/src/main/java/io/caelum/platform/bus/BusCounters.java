package io.caelum.platform.bus;

import java.util.concurrent.atomic.LongAdder;

/** What the bus had to throw away, since the start of the process. */
public final class BusCounters {

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

    @Override
    public String toString() {
        return "undecodable=" + undecodable + " duplicates=" + duplicates + " expired=" + expired + " unknownReplies="
                + unknownReplies + " undeliverableReplies=" + undeliverableReplies + " unheard=" + unheard;
    }
}
