package io.caelum.platform.bus.rpc;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers ids for a while, in order to recognise messages that come twice. */
public final class Duplicates {

    private final int most;
    private final long keepNanos;
    private final LinkedHashMap<String, Long> seenAt = new LinkedHashMap<>();

    public Duplicates(int most, Duration keep) {
        this.most = most;
        this.keepNanos = keep.toNanos();
    }

    /** True if the id is new; it is known from now on. */
    public synchronized boolean isFirst(String id) {
        long now = System.nanoTime();
        forgetOld(now);
        return seenAt.putIfAbsent(id, now) == null;
    }

    /** The message was not worked on after all and may come again. */
    public synchronized void forget(String id) {
        seenAt.remove(id);
    }

    private void forgetOld(long now) {
        Iterator<Map.Entry<String, Long>> oldest = seenAt.entrySet().iterator();
        while (oldest.hasNext()) {
            long at = oldest.next().getValue();
            if (seenAt.size() < most && now - at < keepNanos) {
                return;
            }
            oldest.remove();
        }
    }
}
