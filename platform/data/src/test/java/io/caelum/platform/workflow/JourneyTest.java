package io.caelum.platform.workflow;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.EventLoop;
import io.caelum.platform.data.FirstOutage;
import io.caelum.platform.data.measure.Measures;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.wire.WithDatabaseOnAWire;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class JourneyTest {

    @Inject
    Measures measures;

    @Inject
    MeterRegistry metrics;

    @Inject
    Db db;

    @Inject
    Workflows workflows;

    @Inject
    Runner runner;

    @Inject
    Journey journey;

    @Inject
    World world;

    @Inject
    Vertx vertx;

    @Inject
    WorkflowSettings settings;

    @Inject
    @Any
    Instance<Workflow<?>> beans;

    private final UUID resource = UUID.randomUUID();

    @BeforeEach
    void databaseCanBeReached() {
        FirstOutage.end();
        db.whenReady().await().atMost(Duration.ofSeconds(20));
    }

    @AfterEach
    void nobodyWatches() {
        runner.watchedBy(Witness.NONE);
    }

    @Test
    void allStepsAreDoneInOrderAsTheCallerOnce() {
        var request = RequestContext.anonymous();

        CurrentContext.callAs(request, this::begin);
        signal();

        assertThat(end()).isEqualTo(State.DONE);
        assertThat(world.callsOf(resource))
                .startsWith("pack", "book", "drive road")
                .endsWith("arrived", "settle");
        assertThat(tally()).containsExactly("book", "settle");
        assertThat(row().data).contains("pack", "book", "drive road", "arrived", "settle", request.requestId());
    }

    @Test
    void nothingRunsWhenTheTransactionThatStartedItFails() throws Exception {
        var failure = db.withTransaction(tx -> workflows
                        .start(tx, journey, resource, Journey.Trip.by("road"))
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("no"))))
                .onItemOrFailure()
                .transform((item, thrown) -> thrown)
                .await()
                .atMost(Duration.ofSeconds(20));

        assertThat(failure).hasMessage("no");
        Thread.sleep(300);
        assertThat(world.callsOf(resource)).isEmpty();
    }

    @Test
    void aStepThatFailsForAMomentIsTriedAgain() {
        var tries = new AtomicInteger();
        world.failing(
                resource, "drive road", run -> tries.incrementAndGet() < 3 ? new IllegalStateException("jam") : null);

        begin();
        signal();

        assertThat(end()).isEqualTo(State.DONE);
        assertThat(tries).hasValue(3);
        assertThat(tally()).containsExactly("book", "settle");
    }

    @Test
    void aStepThatCannotSucceedUnwindsTheOnesBeforeInReverseOrder() {
        world.failing(resource, "drive road", run -> new StepFailed("The road is closed."));

        begin();

        assertThat(end()).isEqualTo(State.FAILED);
        assertThat(world.callsOf(resource))
                .containsExactly(
                        "pack", "book", "drive road", "failing", "undo drive road", "undo book", "undo pack", "failed");
        assertThat(tally())
                .containsExactly(
                        "book",
                        "told of drive: The road is closed.",
                        "undo book",
                        "failed in drive: The road is closed.");
        assertThat(world.effectsOf(resource)).isEmpty();
    }

    @Test
    void aFaultIsFinalButANeighbourThatIsAwayIsAskedAgain() {
        var tries = new AtomicInteger();
        world.failing(
                resource,
                "drive road",
                run -> tries.incrementAndGet() < 2
                        ? Fault.unavailable("The neighbour is away.")
                        : Fault.notFound("There is no road."));

        begin();

        assertThat(end()).isEqualTo(State.FAILED);
        assertThat(tries).hasValue(2);
        assertThat(tally()).contains("failed in drive: There is no road.");
    }

    @Test
    void aStepThatKeepsFailingUnwindsWhenItsTimeIsOver() {
        world.failing(resource, "drive road", run -> new IllegalStateException("jam"));

        begin();

        assertThat(end()).isEqualTo(State.FAILED);
        assertThat(tally()).contains("failed in drive: The step 'drive' failed.");
        assertThat(row().failure).contains("IllegalStateException: jam");
        assertThat(world.effectsOf(resource)).isEmpty();
    }

    @Test
    void aWaitThatIsNotAnsweredUnwindsAtItsDeadline() {
        begin();

        assertThat(end()).isEqualTo(State.FAILED);
        assertThat(tally()).contains("failed in arrived: The step 'arrived' was not done within 4 s.");
        assertThat(world.effectsOf(resource)).isEmpty();
    }

    @Test
    void aSignalThatComesEarlyIsKept() {
        runner.watchedBy(moment -> moment.is(Witness.Point.AFTER_WORK, "pack")
                ? signalled()
                : Uni.createFrom().voidItem());

        begin();

        assertThat(end()).isEqualTo(State.DONE);
        assertThat(world.callsOf(resource)).containsOnlyOnce("arrived");
    }

    @Test
    void aSignalThatComesWhileTheConditionIsAskedIsNotMissed() {
        var first = new AtomicBoolean(true);
        runner.watchedBy(moment -> moment.is(Witness.Point.AFTER_WORK, "arrived") && first.getAndSet(false)
                ? signalled()
                : Uni.createFrom().voidItem());
        long begun = System.nanoTime();

        begin();

        assertThat(end()).isEqualTo(State.DONE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void signalsThatComeTwiceOrForOthersDoNoHarm() {
        begin();
        until("arrived");
        send("something else");
        send("something else");
        signal();
        db.withTransaction(tx -> workflows.signal(tx, Journey.KIND, resource, "arrived", null))
                .await()
                .atMost(Duration.ofSeconds(20));

        assertThat(end()).isEqualTo(State.DONE);
        assertThat(tally()).containsExactly("book", "settle");
        assertThat(send("arrived")).isFalse();
    }

    @Test
    void anotherWayIsTriedFromAnEarlierStep() {
        world.failing(
                resource, "drive road", run -> new RetryFrom("book", Journey.Trip.by("rail"), "The road is closed."));

        begin();
        signal();

        assertThat(end()).isEqualTo(State.DONE);
        assertThat(world.callsOf(resource))
                .startsWith("pack", "book", "drive road", "undo drive road", "undo book", "book", "drive rail");
        assertThat(tally()).containsExactly("book", "undo book", "book", "settle");
        assertThat(world.effectsOf(resource)).isEqualTo(Set.of("pack", "drive rail"));
    }

    @Test
    void undoIsTriedUntilItSucceeds() {
        var tries = new AtomicInteger();
        world.failing(resource, "drive road", run -> new StepFailed("closed"));
        world.failing(
                resource, "undo pack", run -> tries.incrementAndGet() < 4 ? new IllegalStateException("stuck") : null);

        begin();

        assertThat(end()).isEqualTo(State.FAILED);
        assertThat(tries).hasValue(4);
        assertThat(world.effectsOf(resource)).isEmpty();
        assertThat(tally()).containsOnlyOnce("undo book");
    }

    @Test
    void whoeverWaitsIsToldWhileAnUndoKeepsFailing() {
        var stuck = new AtomicBoolean(true);
        world.failing(resource, "drive road", run -> new StepFailed("closed"));
        world.failing(resource, "undo drive road", run -> stuck.get() ? new IllegalStateException("stuck") : null);

        begin();

        await().atMost(10, SECONDS).until(() -> tally().contains("told of drive: closed"));
        assertThat(row().state).isEqualTo(State.UNDOING);
        assertThat(world.effectsOf(resource)).isNotEmpty();
        stuck.set(false);
        assertThat(end()).isEqualTo(State.FAILED);
        assertThat(world.effectsOf(resource)).isEmpty();
    }

    @Test
    void aHookThatThrowsDoesNotKeepItFromUnwinding() {
        world.failing(resource, "drive road", run -> new StepFailed("closed"));
        world.failing(resource, "failing", run -> new IllegalStateException("a mistake in the hook"));

        begin();

        assertThat(end()).isEqualTo(State.FAILED);
        assertThat(world.effectsOf(resource)).isEmpty();
        assertThat(tally()).containsExactly("book", "undo book", "failed in drive: closed");
    }

    @Test
    void noOtherWayIsTriedWhenTheFirstCannotBeTakenBackInGoodTime() {
        var stuck = new AtomicBoolean(true);
        world.failing(resource, "drive road", run -> new RetryFrom("book", Journey.Trip.by("rail"), "closed"));
        world.failing(resource, "undo drive road", run -> stuck.get() ? new IllegalStateException("stuck") : null);

        begin();

        await().atMost(20, SECONDS).until(() -> tally().contains("told of drive: closed"));
        stuck.set(false);
        assertThat(end()).isEqualTo(State.FAILED);
        assertThat(world.callsOf(resource)).doesNotContain("drive rail").containsOnlyOnce("failing");
        assertThat(world.effectsOf(resource)).isEmpty();
    }

    @Test
    void whoeverCancelsIsToldWhenAnUndoKeepsFailing() {
        var stuck = new AtomicBoolean(true);
        world.failing(resource, "undo pack", run -> stuck.get() ? new IllegalStateException("stuck") : null);
        begin();
        until("arrived");

        cancel();

        await().atMost(20, SECONDS).until(() -> tally().contains("cannot cancel, undo pack"));
        stuck.set(false);
        cancel();
        assertThat(end()).isEqualTo(State.CANCELLED);
        assertThat(world.effectsOf(resource)).isEmpty();
    }

    @Test
    void cancellingWhileItWaitsUnwindsAtOnce() {
        begin();
        until("arrived");

        assertThat(cancel()).isTrue();

        assertThat(end()).isEqualTo(State.CANCELLED);
        assertThat(tally()).containsExactly("book", "undo book", "cancelled");
        assertThat(world.effectsOf(resource)).isEmpty();
        assertThat(cancel()).isFalse();
    }

    @Test
    void cancellingDuringAnyStepLeavesNothing() {
        for (String step : List.of("pack", "book", "drive", "arrived")) {
            var other = UUID.randomUUID();
            runner.watchedBy(moment -> moment.is(Witness.Point.AFTER_WORK, step)
                    ? db.withTransaction(tx -> workflows.cancel(tx, Journey.KIND, other))
                            .replaceWithVoid()
                    : Uni.createFrom().voidItem());

            begin(other);

            assertThat(end(other)).as("cancelled during " + step).isEqualTo(State.CANCELLED);
            assertThat(world.effectsOf(other)).as("left behind after " + step).isEmpty();
            assertThat(balance(other)).as("bookings left after " + step).isZero();
        }
    }

    @Test
    void cancellingWhileAnUndoRunsEndsAsCancelled() {
        world.failing(resource, "drive road", run -> new StepFailed("closed"));
        runner.watchedBy(moment -> moment.is(Witness.Point.BEFORE_UNDO, "pack")
                ? cancelled()
                : Uni.createFrom().voidItem());

        begin();

        assertThat(end()).isEqualTo(State.CANCELLED);
        assertThat(tally()).endsWith("cancelled");
    }

    @Test
    void aCrashAtAnyPointIsResumedByAnotherProcess() {
        for (var point : List.of(Witness.Point.BEFORE_WORK, Witness.Point.AFTER_WORK)) {
            for (String step : journeySteps()) {
                var other = UUID.randomUUID();
                crashOnceAt(point, step);

                begin(other);
                signal(other);

                assertThat(end(other)).as("crashed %s of %s", point, step).isEqualTo(State.DONE);
                assertThat(tally(other)).as("crashed %s of %s", point, step).containsExactly("book", "settle");
                assertThat(world.effectsOf(other)).isEqualTo(Set.of("pack", "drive road"));
            }
        }
    }

    @Test
    void aCrashWhileUnwindingIsResumedByAnotherProcess() {
        for (var point : List.of(Witness.Point.BEFORE_UNDO, Witness.Point.AFTER_UNDO)) {
            for (String step : List.of("drive", "book", "pack")) {
                var other = UUID.randomUUID();
                world.failing(other, "drive road", run -> new StepFailed("closed"));
                crashOnceAt(point, step);

                begin(other);

                assertThat(end(other)).as("crashed %s of %s", point, step).isEqualTo(State.FAILED);
                assertThat(balance(other)).isZero();
                assertThat(world.effectsOf(other)).isEmpty();
            }
        }
    }

    @Test
    void aZombieThatWakesUpLateIsRefused() {
        var zombie = new CompletableFuture<Void>();
        var first = new AtomicBoolean(true);
        runner.watchedBy(moment -> {
            if (moment.is(Witness.Point.AFTER_WORK, "book") && first.getAndSet(false)) {
                runner.crash();
                return Uni.createFrom().completionStage(zombie);
            }
            return Uni.createFrom().voidItem();
        });

        begin();
        signal();
        assertThat(end()).isEqualTo(State.DONE);
        zombie.complete(null);

        await().during(Duration.ofMillis(500))
                .atMost(3, SECONDS)
                .untilAsserted(() -> assertThat(tally()).containsExactly("book", "settle"));
        assertThat(row().generation).isGreaterThan(1);
    }

    @Test
    void aLongStepKeepsItsLease() {
        runner.watchedBy(moment -> moment.is(Witness.Point.BEFORE_WORK, "drive")
                ? Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(2500))
                : Uni.createFrom().voidItem());

        begin();
        signal();

        assertThat(end()).isEqualTo(State.DONE);
        assertThat(world.callsOf(resource)).containsOnlyOnce("drive road");
    }

    @Test
    void aDatabaseThatGoesAwayForAMomentDelaysAndDoesNotFail() {
        begin();
        until("arrived");
        WithDatabaseOnAWire.wire().cut();
        pause(1500);
        WithDatabaseOnAWire.wire().mend();
        signal();

        assertThat(end()).isEqualTo(State.DONE);
        assertThat(tally()).containsExactly("book", "settle");
    }

    @Test
    void aDatabaseThatGoesAwayWhileAStepRunsLosesNothing() {
        var first = new AtomicBoolean(true);
        runner.watchedBy(moment -> {
            if (moment.is(Witness.Point.AFTER_WORK, "drive") && first.getAndSet(false)) {
                WithDatabaseOnAWire.wire().cut();
                vertx.setTimer(1000, ignored -> WithDatabaseOnAWire.wire().mend());
            }
            return Uni.createFrom().voidItem();
        });

        begin();
        await().atMost(20, SECONDS).ignoreExceptions().until(() -> row().state == State.WAITING);
        signal();

        assertThat(end()).isEqualTo(State.DONE);
        assertThat(tally()).containsExactly("book", "settle");
    }

    @Test
    void twoProcessesNeverPerformOneWorkflowAtOnce() throws InterruptedException {
        var other = new Runner(db, vertx, runner.tracer(), settings, beans, new ProcessIdentity("test", "other"));
        var inside = new ConcurrentHashMap<UUID, Integer>();
        var clashes = new AtomicInteger();
        Witness counting = moment -> {
            boolean enters = moment.point() == Witness.Point.BEFORE_WORK;
            if (inside.merge(moment.resourceId(), enters ? 1 : -1, Integer::sum) > 1) {
                clashes.incrementAndGet();
            }
            return Uni.createFrom().voidItem();
        };
        runner.watchedBy(counting);
        other.watchedBy(counting);
        other.startTimers();
        var all = Stream.generate(UUID::randomUUID).limit(50).toList();
        all.forEach(this::begin);
        all.forEach(this::signal);

        all.forEach(id -> assertThat(end(id)).isEqualTo(State.DONE));

        other.stop();
        all.forEach(id -> assertThat(tally(id)).containsExactly("book", "settle"));
        assertThat(clashes).hasValue(0);
    }

    @Test
    void aProcessThatStopsFinishesItsStepAndGivesTheWorkflowBack() {
        var other = new Runner(db, vertx, runner.tracer(), settings, beans, new ProcessIdentity("test", "other"));
        var stopped = new CompletableFuture<Void>();
        other.watchedBy(moment -> {
            if (moment.is(Witness.Point.AFTER_WORK, "book")) {
                Thread.ofVirtual().start(() -> {
                    try {
                        other.stop();
                        stopped.complete(null);
                    } catch (InterruptedException e) {
                        stopped.completeExceptionally(e);
                    }
                });
                return EventLoop.pause(vertx, Duration.ofMillis(100));
            }
            return Uni.createFrom().voidItem();
        });

        db.withTransaction(tx -> new Workflows(other, db).start(tx, journey, resource, Journey.Trip.by("road")))
                .await()
                .atMost(Duration.ofSeconds(20));
        signal();

        assertThat(end()).isEqualTo(State.DONE);
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
        assertThat(world.callsOf(resource)).containsOnlyOnce("book").containsOnlyOnce("drive road");
    }

    @Test
    void itIsCountedByState() {
        begin();
        until("arrived");

        var census = workflows.census().await().atMost(Duration.ofSeconds(20));

        assertThat(census.byState()).containsKey("WAITING");
        assertThat(census.longestStep()).isPositive();
        measures.measure().await().atMost(Duration.ofSeconds(20));
        assertThat(metrics.get("caelum.workflows")
                        .tags("workflow", Journey.KIND, "state", "WAITING")
                        .gauge()
                        .value())
                .isPositive();
        assertThat(metrics.get("caelum.workflow.step.oldest.seconds").gauge().value())
                .isPositive();
        signal();
        end();
    }

    // ---- words ----

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> journeySteps() {
        return runner.steps(Journey.KIND).parts().stream()
                .map(Rehearsal.Part::name)
                .toList();
    }

    private void crashOnceAt(Witness.Point where, String step) {
        var first = new AtomicBoolean(true);
        runner.watchedBy(moment -> {
            if (moment.is(where, step) && first.getAndSet(false)) {
                runner.crash();
                return Uni.createFrom().failure(new IllegalStateException("the process is gone"));
            }
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> signalled() {
        return db.withTransaction(tx -> workflows.signal(tx, Journey.KIND, resource, "arrived", null))
                .replaceWithVoid();
    }

    private Uni<Void> cancelled() {
        return db.withTransaction(tx -> workflows.cancel(tx, Journey.KIND, resource))
                .replaceWithVoid();
    }

    private UUID begin() {
        return begin(resource);
    }

    private UUID begin(UUID about) {
        return db.withTransaction(tx -> workflows.start(tx, journey, about, Journey.Trip.by("road")))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private void signal() {
        signal(resource);
    }

    private void signal(UUID about) {
        db.withTransaction(tx -> workflows.signal(tx, Journey.KIND, about, "arrived", null))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private boolean send(String name) {
        return db.withTransaction(tx -> workflows.signal(tx, Journey.KIND, resource, name, List.of("payload")))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private boolean cancel() {
        return db.withTransaction(tx -> workflows.cancel(tx, Journey.KIND, resource))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private void until(String step) {
        await().atMost(20, SECONDS).until(() -> row().step.equals(step) && row().state == State.WAITING);
    }

    private State end() {
        return end(resource);
    }

    private State end(UUID about) {
        await().atMost(20, SECONDS)
                .until(() -> Set.of(State.DONE, State.FAILED, State.CANCELLED).contains(row(about).state));
        return row(about).state;
    }

    private WorkflowRow row() {
        return row(resource);
    }

    private WorkflowRow row(UUID about) {
        return db.read(tx -> tx.session()
                        .createQuery("from WorkflowRow where resourceId = :id", WorkflowRow.class)
                        .setParameter("id", about)
                        .getSingleResult())
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private List<String> tally() {
        return tally(resource);
    }

    private List<String> tally(UUID about) {
        return db.read(tx -> tx.session()
                        .createNativeQuery("select what from tally where resource = :id order by id", String.class)
                        .setParameter("id", about)
                        .getResultList())
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private long balance(UUID about) {
        var all = tally(about);
        return all.stream().filter("book"::equals).count()
                - all.stream().filter("undo book"::equals).count();
    }
}
