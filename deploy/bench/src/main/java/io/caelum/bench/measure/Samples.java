package io.caelum.bench.measure;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long each of many operations took, and which failed. For all threads. */
public final class Samples {

    /** Up to an hour in microseconds, with three digits. */
    private final Histogram micros = new Histogram(TimeUnit.HOURS.toMicros(1), 3);

    private final long start = System.nanoTime();
    private long end = start;
    private long failures;
    private String firstFailure;

    public synchronized void took(Duration duration) {
        micros.recordValue(Math.min(duration.toNanos() / 1000, micros.getHighestTrackableValue()));
        end = System.nanoTime();
    }

    public synchronized void failed(Throwable why) {
        if (failures++ == 0) {
            firstFailure = why.getMessage() == null ? why.toString() : why.getMessage();
        }
        end = System.nanoTime();
    }

    public synchronized long count() {
        return micros.getTotalCount();
    }

    public synchronized long failures() {
        return failures;
    }

    public synchronized Optional<String> firstFailure() {
        return Optional.ofNullable(firstFailure);
    }

    public synchronized double seconds() {
        return (end - start) / 1e9;
    }

    public synchronized double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
