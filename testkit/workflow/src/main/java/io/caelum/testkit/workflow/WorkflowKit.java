package io.caelum.testkit.workflow;

import static io.caelum.platform.workflow.Witness.Point.AFTER_UNDO;
import static io.caelum.platform.workflow.Witness.Point.AFTER_WORK;
import static io.caelum.platform.workflow.Witness.Point.BEFORE_UNDO;
import static io.caelum.platform.workflow.Witness.Point.BEFORE_WORK;
import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.platform.workflow.Rehearsal;
import io.caelum.platform.workflow.StepFailed;
import io.caelum.platform.workflow.Witness;
import io.caelum.platform.workflow.Witness.Moment;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;

/** Runs a {@link Trial} through everything that may happen to a workflow. */
public final class WorkflowKit {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int UNDO_FAILURES = 3;

    private static final Duration SETTLED = Duration.ofSeconds(10);

    private final Rehearsal rehearsal;
    private final Duration settled;

    /** @param rehearsal inject it into the test */
    public WorkflowKit(Rehearsal rehearsal) {
        this(rehearsal, SETTLED);
    }

    /** @param settled how soon after its end all that a workflow has done, or taken back, is to be seen */
    WorkflowKit(Rehearsal rehearsal, Duration settled) {
        this.rehearsal = rehearsal;
        this.settled = settled;
    }

    /** One thing that may happen, and how it has to end. */
    private record Case(String name, Function<UUID, Witness> witness, String end) {}

    /** Tries everything; tells all that went wrong together. */
    public void prove(Trial trial) {
        var soft = new SoftAssertions();
        for (Case one : cases(trial)) {
            soft.assertThatCode(() -> play(trial, one)).as(one.name()).doesNotThrowAnyException();
        }
        soft.assertAll();
    }

    private List<Case> cases(Trial trial) {
        List<Rehearsal.Part> parts = rehearsal.parts(trial.kind());
        var cases = new ArrayList<Case>();
        cases.add(new Case("nothing happens", resource -> Witness.NONE, "DONE"));
        parts.forEach(part -> cases.addAll(forward(part.name())));
        parts.forEach(part -> cases.add(zombie(trial, part.name())));
        String last = parts.getLast().name();
        parts.stream().filter(Rehearsal.Part::undoable).forEach(part -> cases.addAll(back(part.name(), last)));
        if (trial.cancel() != null) {
            parts.forEach(part -> cases.add(cancelled(trial, part.name())));
        }
        return cases;
    }

    /** That a process is lost after the record of a step is that it is lost before the effect of the next one. */
    private List<Case> forward(String step) {
        return List.of(
                new Case(step + " runs twice", of(once(at(AFTER_WORK, step), this::passingFailure)), "DONE"),
                new Case(
                        step + " loses its process before its effect",
                        of(once(at(BEFORE_WORK, step), this::crash)),
                        "DONE"),
                new Case(
                        step + " loses its process after its effect",
                        of(once(at(AFTER_WORK, step), this::crash)),
                        "DONE"),
                new Case(step + " fails before its effect", of(times(99, at(BEFORE_WORK, step), this::end)), "FAILED"),
                new Case(step + " fails after its effect", of(times(99, at(AFTER_WORK, step), this::end)), "FAILED"));
    }

    private List<Case> back(String step, String last) {
        Predicate<Moment> failing = at(BEFORE_WORK, last);
        return List.of(
                new Case("undo of " + step + " runs twice", failingAnd(failing, at(AFTER_UNDO, step), 1), "FAILED"),
                new Case(
                        "undo of " + step + " fails " + UNDO_FAILURES + " times",
                        failingAnd(failing, at(BEFORE_UNDO, step), UNDO_FAILURES),
                        "FAILED"),
                new Case(
                        "undo of " + step + " loses its process before",
                        crashing(failing, BEFORE_UNDO, step),
                        "FAILED"),
                new Case(
                        "undo of " + step + " loses its process after", crashing(failing, AFTER_UNDO, step), "FAILED"));
    }

    /** The process is stopped for longer than its lease, another one does everything, and then it goes on. */
    private Case zombie(Trial trial, String step) {
        Function<UUID, Witness> witness = resource -> once(at(BEFORE_WORK, step), () -> {
            rehearsal.crash();
            return apart(() -> Awaitility.await()
                    .atMost(LONGEST)
                    .until(() -> place(trial, resource).isOver()));
        });
        return new Case(step + " is begun by a process that wakes up too late", witness, "DONE");
    }

    private Case cancelled(Trial trial, String step) {
        Function<UUID, Witness> witness = resource ->
                once(at(AFTER_WORK, step), () -> apart(() -> trial.cancel().accept(resource)));
        return new Case("a cancel comes during " + step, witness, "CANCELLED");
    }

    private void play(Trial trial, Case one) {
        // The workflow may run before its id is known here, and then waits for it
        var witness = new CompletableFuture<Witness>();
        var resource = new CompletableFuture<UUID>();
        rehearsal.watchedBy(moment -> moment.kind().equals(trial.kind())
                ? Uni.createFrom()
                        .completionStage(() -> resource.copy())
                        .chain(id -> id.equals(moment.resourceId())
                                ? witness.join().reached(moment)
                                : Uni.createFrom().voidItem())
                : Uni.createFrom().voidItem());
        try {
            UUID id = trial.begin().get();
            witness.complete(one.witness().apply(id));
            resource.complete(id);
            check(trial, one, id);
        } finally {
            witness.complete(Witness.NONE);
            resource.complete(new UUID(0, 0));
            rehearsal.watchedBy(Witness.NONE);
        }
    }

    private void check(Trial trial, Case one, UUID id) {
        Awaitility.await(one.name())
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    trial.meanwhile().accept(id);
                    return place(trial, id).isOver();
                });
        assertThat(place(trial, id).state()).as("%s", place(trial, id)).isEqualTo(one.end());
        Awaitility.await(one.name()).atMost(settled).untilAsserted(() -> after(trial, one, id));
    }

    private static void after(Trial trial, Case one, UUID id) {
        switch (one.end()) {
            case "DONE" -> trial.success().accept(id);
            case "FAILED" -> trial.failure().accept(id);
            default -> trial.afterCancel().accept(id);
        }
    }

    private Rehearsal.Place place(Trial trial, UUID id) {
        return rehearsal.place(trial.kind(), id).await().atMost(LONGEST);
    }

    // ---- what may happen ----

    private static Predicate<Moment> at(Witness.Point point, String step) {
        return moment -> moment.is(point, step);
    }

    private static Function<UUID, Witness> of(Witness witness) {
        return resource -> witness;
    }

    private static Witness once(Predicate<Moment> where, Supplier<Uni<Void>> what) {
        return times(1, where, what);
    }

    private static Witness times(int count, Predicate<Moment> where, Supplier<Uni<Void>> what) {
        var left = new AtomicInteger(count);
        return moment -> where.test(moment) && left.getAndDecrement() > 0
                ? what.get()
                : Uni.createFrom().voidItem();
    }

    private Function<UUID, Witness> failingAnd(Predicate<Moment> failing, Predicate<Moment> where, int count) {
        return of(both(times(99, failing, this::end), times(count, where, this::passingFailure)));
    }

    private Function<UUID, Witness> crashing(Predicate<Moment> failing, Witness.Point point, String step) {
        return of(both(times(99, failing, this::end), once(at(point, step), this::crash)));
    }

    private static Witness both(Witness one, Witness two) {
        return moment -> one.reached(moment).chain(() -> two.reached(moment));
    }

    private Uni<Void> passingFailure() {
        return Uni.createFrom().failure(new IllegalStateException("a failure that passes"));
    }

    private Uni<Void> end() {
        return Uni.createFrom().failure(new StepFailed("The trial made this step fail."));
    }

    private Uni<Void> crash() {
        rehearsal.crash();
        return Uni.createFrom().failure(new IllegalStateException("the process is gone"));
    }

    private static Uni<Void> apart(Runnable work) {
        return Uni.createFrom()
                .<Void>item(() -> {
                    work.run();
                    return null;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
