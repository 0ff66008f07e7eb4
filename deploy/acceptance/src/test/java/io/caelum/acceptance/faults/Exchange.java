package io.caelum.acceptance.faults;

import java.time.Duration;

/**
 * A request and what became of it.
 *
 * @param what its method and kind of path
 * @param begun and ended, by {@link System#nanoTime}
 * @param status {@link #NONE} where no answer came
 * @param saysWhen it has a {@code Retry-After}
 * @param text the beginning of the body
 */
record Exchange(String what, long begun, long ended, int status, boolean saysWhen, String text) {

    static final int NONE = 0;

    boolean isError() {
        return status == NONE || status >= 500;
    }

    boolean isRefusal() {
        return status == 503 && saysWhen;
    }

    boolean hadNoAnswer() {
        return status == NONE;
    }

    Duration took() {
        return Duration.ofNanos(ended - begun);
    }

    boolean overlaps(long from, long to) {
        return begun < to && ended > from;
    }

    @Override
    public String toString() {
        return "%s -> %s after %.1f s: %s".formatted(what, hadNoAnswer() ? "no answer" : status, seconds(took()), text);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
