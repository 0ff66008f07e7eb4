package io.caelum.platform.data;

import io.caelum.platform.idempotency.KeptAnswer;
import io.caelum.platform.idempotency.KeptAnswers;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The table {@code kept_answer}. Two who do the same at once, in whatever processes, both do all of it; the first to
 * commit has its row, and by that the other is rolled back. So no row tells that something is being done, and nothing
 * has to be cleared up after a crash.
 */
@ApplicationScoped
class AnswersInRows implements KeptAnswers {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final int AT_ONCE = 1000;
    private static final String INSERT =
            "insert into kept_answer (request, fingerprint, answer, kept_at) values ($1, $2, $3, $4)";

    private final Db db;
    private final Clock clock;
    private final Vertx vertx;

    @Inject
    AnswersInRows(Db db, Clock clock, Vertx vertx) {
        this.db = db;
        this.clock = clock;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(SWEEP.toMillis(), ignored -> sweep().subscribe().with(done -> {}, away -> {}));
    }

    @Override
    public Uni<KeptAnswer> find(String request) {
        return db.read(tx -> tx.session()
                        .createNativeQuery(
                                "select fingerprint, answer, kept_at > :since from kept_answer where request = :request",
                                Object[].class)
                        .setParameter("request", request)
                        .setParameter("since", oldest())
                        .getResultList())
                .chain(found ->
                        found.isEmpty() ? Uni.createFrom().nullItem() : unlessTooOld(request, found.getFirst()));
    }

    /** One that no sweep has found yet is out of the way of the next. */
    private Uni<KeptAnswer> unlessTooOld(String request, Object[] row) {
        return (boolean) row[2]
                ? Uni.createFrom().item(new KeptAnswer(request, (String) row[0], (String) row[1]))
                : sweep().replaceWith((KeptAnswer) null);
    }

    @Override
    public void begin(Runnable firstUse) {
        db.beginRequest(firstUse);
    }

    @Override
    public Uni<Boolean> keep(KeptAnswer answer) {
        return db.endRequest(
                        INSERT,
                        answer.request(),
                        answer.fingerprint(),
                        answer.answer(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .replaceWith(true)
                .onFailure(failure -> Db.isViolation(failure, "kept_answer_once"))
                .recoverWithItem(false);
    }

    @Override
    public Uni<Void> giveUp() {
        return db.dropRequest();
    }

    /** Deletes what is too old, in parts. */
    Uni<Void> sweep() {
        return db.inOneStatement(tx -> tx.session()
                        .createNativeQuery("""
                                delete from kept_answer where request in (
                                    select request from kept_answer where kept_at <= :since limit :limit)""")
                        .setParameter("since", oldest())
                        .setParameter("limit", AT_ONCE)
                        .executeUpdate())
                .chain(deleted -> deleted < AT_ONCE ? Uni.createFrom().voidItem() : sweep());
    }

    private Instant oldest() {
        return clock.instant().minus(KEPT);
    }
}
