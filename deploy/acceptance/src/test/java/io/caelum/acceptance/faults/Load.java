package io.caelum.acceptance.faults;

import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Fixtures;
import io.caelum.launcher.process.Patience;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fifty users who boot and delete servers at once, so that at each moment some of each are under way. */
final class Load implements AutoCloseable {

    static final int USERS = 50;
    private static final Duration SETTLED = Duration.ofMinutes(3);

    private final String name = Fixtures.name("faults");
    private final Traffic traffic = new Traffic();
    private final Journal journal = new Journal();
    private final List<Lane> lanes;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean goesOn = true;

    private Load(Api user, Ingredients ingredients) {
        var client = new Client(user, traffic);
        lanes = IntStream.range(0, USERS)
                .mapToObj(number -> new Lane(client, journal, ingredients, name + "-" + number, () -> goesOn))
                .toList();
    }

    /** Returns when servers are being booted and deleted. */
    static Load begin(Api user, Ingredients ingredients) {
        var load = new Load(user, ingredients);
        load.lanes.forEach(lane -> load.threads.execute(() -> runUntilClosed(lane)));
        load.require("boots and deletes are under way", SETTLED, load::isGoing);
        return load;
    }

    private static void runUntilClosed(Lane lane) {
        try {
            lane.run();
        } catch (IllegalStateException interrupted) {
            // in the middle of something: the trial has failed elsewhere
        }
    }

    private boolean isGoing() {
        return journal.byId().size() >= USERS && !journal.in(Fate.State.GONE).isEmpty();
    }

    Traffic traffic() {
        return traffic;
    }

    Journal journal() {
        return journal;
    }

    /** What the names of all its servers begin with. */
    String prefix() {
        return name;
    }

    /** No boot begins any more; returns when none is under way, and those that run or failed stand. */
    void settle() {
        goesOn = false;
        threads.shutdown();
        require("all that was accepted comes to an end", SETTLED, threads::isTerminated);
    }

    /** Deletes what stands; returns when it is gone. */
    void clear() {
        var deleting = Executors.newVirtualThreadPerTaskExecutor();
        journal.standing()
                .forEach(fate -> deleting.execute(() -> {
                    lanes.getFirst().delete(fate);
                    lanes.getFirst().awaitGone(fate);
                }));
        deleting.shutdown();
        try {
            require("all deletes come to an end", SETTLED, deleting::isTerminated);
        } finally {
            deleting.shutdownNow();
        }
    }

    private void require(String what, Duration bound, BooleanSupplier condition) {
        if (!Patience.until(bound, condition)) {
            goesOn = false;
            threads.shutdownNow();
            throw new AssertionError("within %s it was not so that %s; under way: %s; last errors: %s"
                    .formatted(bound, what, journal.underWay(), lastErrors()));
        }
    }

    private String lastErrors() {
        List<Exchange> errors = traffic.all().filter(Exchange::isError).toList();
        return errors.stream()
                .skip(Math.max(0, errors.size() - 5))
                .map(Exchange::toString)
                .collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        goesOn = false;
        threads.shutdownNow();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
