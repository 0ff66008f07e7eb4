package io.caelum.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * So many operations, so many at a time: each caller begins its next one when the last has ended. Bounded in time, too:
 * after that nothing new is begun.
 */
public record Load(int count, int concurrency, Duration bound) {

    /** One operation; its number counts from 0. */
    @FunctionalInterface
    public interface Operation {
        /** @throws Exception when it failed */
        void run(int number) throws Exception;
    }

    public Samples run(Operation operation) {
        var samples = new Samples();
        var next = new AtomicInteger();
        long end = System.nanoTime() + bound.toNanos();
        var callers = new ArrayList<Thread>();
        for (int caller = 0; caller < Math.min(concurrency, count); caller++) {
            callers.add(Thread.ofVirtual().start(() -> {
                for (int number = next.getAndIncrement();
                        number < count && System.nanoTime() < end;
                        number = next.getAndIncrement()) {
                    once(operation, number, samples);
                }
            }));
        }
        callers.forEach(Load::join);
        return samples;
    }

    private static void once(Operation operation, int number, Samples samples) {
        long begun = System.nanoTime();
        try {
            operation.run(number);
            samples.took(Duration.ofNanos(System.nanoTime() - begun));
        } catch (Exception e) {
            samples.failed(e);
        }
    }

    private static void join(Thread caller) {
        try {
            caller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
