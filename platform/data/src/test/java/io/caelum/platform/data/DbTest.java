package io.caelum.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.idempotency.KeptAnswer;
import io.caelum.platform.wire.WithBrokerOnAWire;
import io.caelum.platform.wire.WithDatabaseOnAWire;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WithDatabaseOnAWire.class)
@QuarkusTestResource(WithBrokerOnAWire.class)
class DbTest {

    @Inject
    Db db;

    @Inject
    Vertx vertx;

    @Inject
    Schema schema;

    @Inject
    MeterRegistry metrics;

    @Inject
    @Readiness
    DatabaseCheck check;

    @BeforeEach
    void databaseCanBeReached() {
        FirstOutage.end();
        await(db.whenReady());
    }

    @Test
    void theServiceHasStartedWithoutItsDatabase() {
        assertThat(schema.hadToWait()).isTrue();
        assertThat(schema.problem()).isEmpty();
        assertThat(await(check.call()).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void whileTheDatabaseIsAwayCallsFailSoonAndNameIt() {
        WithDatabaseOnAWire.wire().cut();
        long begun = System.nanoTime();

        var failure = failureOf(db.withTransaction(tx -> tx.session().insert(Thing.named(unique()))));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
        assertThat(failure).isInstanceOf(Fault.class).hasMessageContaining("database test");
        assertThat(((Fault) failure).kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(await(check.call()).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);

        WithDatabaseOnAWire.wire().mend();
        var thing = Thing.named(unique());
        await(db.withTransaction(tx -> tx.session().insert(thing)));
        assertThat(await(find(thing.id))).isNotNull();
    }

    @Test
    void moreCallersThanConnectionsWaitForTheirTurn() {
        var all = IntStream.range(0, 64)
                .mapToObj(i -> db.withTransaction(tx -> sleep(tx, 0.05)))
                .toList();

        await(Uni.join().all(all).andCollectFailures());
    }

    @Test
    void theMetricsTellWhoHasAConnectionAndWhoWaitsForOne() {
        var all = IntStream.range(0, 40)
                .mapToObj(i -> db.withTransaction(tx -> sleep(tx, 0.3)).subscribeAsCompletionStage())
                .toList();

        Awaitility.await().until(() -> pool("waiting") > 0);
        assertThat(pool("used")).isEqualTo(pool("max"));
        assertThat(pool("open")).isBetween(1.0, pool("max"));
        all.forEach(CompletableFuture::join);
        Awaitility.await().until(() -> pool("used") == 0 && pool("waiting") == 0);

        WithDatabaseOnAWire.wire().cut();
        failureOf(db.withTransaction(tx -> sleep(tx, 0)));
        WithDatabaseOnAWire.wire().mend();
        Awaitility.await().until(() -> pool("used") == 0);
    }

    private double pool(String what) {
        return metrics.get("caelum.database.pool." + what).gauge().value();
    }

    @Test
    void aThreadWithoutAnyContextMayUseTheDatabaseAndKeepsItsRequest() {
        var thing = Thing.named(unique());
        var request = RequestContext.anonymous();

        var seen = CurrentContext.callAs(
                request,
                () -> await(db.withTransaction(tx -> tx.session()
                        .insert(thing)
                        .map(ignored -> CurrentContext.get().requestId()))));

        assertThat(seen).isEqualTo(request.requestId());
        assertThat(await(find(thing.id)).name).isEqualTo(thing.name);
    }

    @Test
    void valuesInJsonColumnsComeBackAsTheyWere() {
        var thing = Thing.named(unique());
        await(db.withTransaction(tx -> tx.session().insert(thing)));

        assertThat(await(find(thing.id)).notes).containsExactly(new Thing.Note("first", 1));
    }

    @Test
    void whatIsSentAheadIsDoneBeforeWhatFollows() {
        var resource = UUID.randomUUID();

        long seen = await(db.withTransaction(tx -> {
            tx.ahead("insert into tally (resource, what) values ($1, $2)", resource, "ahead");
            return entries(tx, resource);
        }));

        assertThat(seen).isEqualTo(1);
        assertThat(entries(resource)).isEqualTo(1);
    }

    @Test
    void whatFailsAheadIsTheReasonAndNothingIsCommitted() {
        var thing = Thing.named(unique());
        await(db.withTransaction(tx -> tx.session().insert(thing)));
        var resource = UUID.randomUUID();

        var failure = failureOf(db.withTransaction(tx -> {
            tx.ahead("insert into tally (resource, what) values ($1, 'before')", resource);
            tx.ahead("insert into thing (id, name) values ($1, $2)", UUID.randomUUID(), thing.name);
            return entries(tx, resource);
        }));

        assertThat(Db.isViolation(failure, "thing_name")).isTrue();
        assertThat(entries(resource)).isZero();
    }

    @Test
    void whatFailsAheadOfTheCommitFailsTheTransaction() {
        var thing = Thing.named(unique());
        await(db.withTransaction(tx -> tx.session().insert(thing)));

        var failure = failureOf(db.withTransaction(tx -> {
            tx.ahead("insert into thing (id, name) values ($1, $2)", UUID.randomUUID(), thing.name);
            return Uni.createFrom().item("done");
        }));

        assertThat(Db.isViolation(failure, "thing_name")).isTrue();
    }

    @Test
    void oneStatementIsATransactionWithWhatFollowsTheCommit() {
        var thing = Thing.named(unique());
        var ran = new AtomicBoolean();

        await(db.inOneStatement(tx -> {
            tx.afterCommit(() -> ran.set(true));
            return tx.session().insert(thing);
        }));

        assertThat(await(find(thing.id))).isNotNull();
        assertThat(ran).isTrue();
    }

    private long entries(UUID resource) {
        return await(db.read(tx -> entries(tx, resource)));
    }

    private static Uni<Long> entries(Tx tx, UUID resource) {
        return tx.session()
                .createNativeQuery("select count(*) from tally where resource = :resource", Long.class)
                .setParameter("resource", resource)
                .getSingleResult();
    }

    @Test
    void aFailureRollsBackAndRunsNothingAfterCommit() {
        var thing = Thing.named(unique());
        var after = new AtomicBoolean();

        assertThatThrownBy(() -> await(db.withTransaction(tx -> {
                    tx.afterCommit(() -> after.set(true));
                    return tx.session()
                            .insert(thing)
                            .chain(() -> Uni.createFrom().failure(new IllegalArgumentException("no")));
                })))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(await(find(thing.id))).isNull();
        assertThat(after).isFalse();
    }

    @Test
    void aViolatedConstraintIsKnownByItsName() {
        var name = unique();
        await(db.withTransaction(tx -> tx.session().insert(Thing.named(name))));

        var failure = failureOf(db.withTransaction(tx -> tx.session().insert(Thing.named(name))));

        assertThat(Db.isViolation(failure, "thing_name")).isTrue();
        assertThat(Db.isViolation(failure, "another")).isFalse();
    }

    @Test
    void transactionsThatDeadlockRunAgainUntilBothAreDone() {
        var one = Thing.named(unique());
        var two = Thing.named(unique());
        await(db.withTransaction(tx -> tx.session().insert(one)));
        await(db.withTransaction(tx -> tx.session().insert(two)));
        var tries = new AtomicInteger();

        var both = Uni.combine()
                .all()
                .unis(countBoth(one.id, two.id, tries), countBoth(two.id, one.id, tries))
                .asTuple();
        await(both);

        assertThat(await(find(one.id)).count).isEqualTo(2);
        assertThat(await(find(two.id)).count).isEqualTo(2);
        assertThat(tries).hasValueGreaterThan(2);
    }

    @Test
    void serializationFailuresRunAgainWithABound() {
        var tries = new AtomicInteger();

        var failure = failureOf(db.withTransaction(tx -> {
            tries.incrementAndGet();
            return tx.session()
                    .createNativeQuery("do $$ begin raise exception 'again' using errcode = '40001'; end $$")
                    .executeUpdate();
        }));

        assertThat(tries).hasValue(6);
        assertThat(failure).hasStackTraceContaining("again");
    }

    @Test
    void workGoesOnWhenTheCallerHangsUp() throws Exception {
        var thing = Thing.named(unique());
        var inserted = new CountDownLatch(1);
        var committed = new CountDownLatch(1);

        var call = db.withTransaction(tx -> {
                    tx.afterCommit(committed::countDown);
                    return tx.session()
                            .insert(thing)
                            .invoke(inserted::countDown)
                            .chain(() -> sleep(tx, 0.2));
                })
                .subscribe()
                .with(ignored -> {});
        assertThat(inserted.await(5, TimeUnit.SECONDS)).isTrue();
        call.cancel();

        assertThat(committed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(await(find(thing.id)).name).isEqualTo(thing.name);
    }

    @Test
    void manyTransactionsAtOnceOnOneContextDoNotShareASession() {
        var names = IntStream.range(0, 40)
                .mapToObj(i -> db.withTransaction(tx -> tx.session().insert(Thing.named(unique()))))
                .toList();

        await(EventLoop.run(vertx, () -> Uni.join().all(names).andCollectFailures()));
    }

    @Test
    void anAnswerIsKeptForADayAndThenForgotten() {
        String request = unique();
        var answers = new AnswersInRows(db, Clock.systemUTC(), vertx);
        var later = new AnswersInRows(db, Clock.offset(Clock.systemUTC(), Duration.ofHours(25)), vertx);

        assertThat(await(answers.keep(new KeptAnswer(request, "f", "a")))).isTrue();
        assertThat(await(answers.keep(new KeptAnswer(request, "f", "b")))).isFalse();
        assertThat(await(answers.find(request)).answer()).isEqualTo("a");

        assertThat(await(later.find(request))).isNull();
        assertThat(await(answers.find(request))).isNull();
    }

    @Test
    void whatARequestDidIsThereWithItsAnswerOrNotAtAll() {
        var answers = new AnswersInRows(db, Clock.systemUTC(), vertx);
        String request = unique();
        var kept = Thing.named(unique());
        var lost = Thing.named(unique());
        var givenUp = Thing.named(unique());

        assertThat(await(asOneRequest(answers, kept, () -> answers.keep(new KeptAnswer(request, "f", "a")))))
                .isTrue();
        assertThat(await(asOneRequest(answers, lost, () -> answers.keep(new KeptAnswer(request, "f", "a")))))
                .isFalse();
        await(asOneRequest(answers, givenUp, answers::giveUp));

        assertThat(await(find(kept.id))).isNotNull();
        assertThat(await(find(lost.id))).isNull();
        assertThat(await(find(givenUp.id))).isNull();
    }

    private <T> Uni<T> asOneRequest(AnswersInRows answers, Thing thing, Supplier<Uni<T>> end) {
        return EventLoop.runApart(vertx, () -> {
            answers.begin(() -> {});
            return db.withTransaction(tx -> tx.session().insert(thing))
                    .chain(() -> db.read(tx -> tx.session().get(Thing.class, thing.id)))
                    .invoke(seen -> assertThat(seen).isNotNull())
                    .chain(end::get);
        });
    }

    @Test
    void deletesAtTheSameMomentAllEndAndAllDelete() {
        var things =
                IntStream.range(0, 60).mapToObj(number -> Thing.named(unique())).toList();
        await(db.withTransaction(tx -> tx.session().insertAll(things.toArray())));

        var deletes = things.stream()
                .map(thing -> db.withTransaction(tx -> tx.delete(Thing.class, thing.id))
                        .chain(() -> find(thing.id)))
                .toList();
        var left = await(Uni.join().all(deletes).andFailFast());

        assertThat(left).hasSize(60).containsOnlyNulls();
    }

    private Uni<Integer> countBoth(UUID first, UUID second, AtomicInteger tries) {
        return db.withTransaction(tx -> {
            tries.incrementAndGet();
            return count(tx, first).chain(() -> sleep(tx, 0.2)).chain(() -> count(tx, second));
        });
    }

    private static Uni<Integer> count(Tx tx, UUID id) {
        return tx.session()
                .createMutationQuery("update Thing set count = count + 1 where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    private static Uni<Integer> sleep(Tx tx, double seconds) {
        return tx.session()
                .createNativeQuery("select 1 from pg_sleep(" + seconds + ")", Integer.class)
                .getSingleResult();
    }

    private Uni<Thing> find(UUID id) {
        return db.read(tx -> tx.session().get(Thing.class, id));
    }

    private static String unique() {
        return UUID.randomUUID().toString();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private static Throwable failureOf(Uni<?> uni) {
        return uni.onItemOrFailure()
                .transform((item, failure) -> failure)
                .await()
                .atMost(Duration.ofSeconds(20));
    }
}
