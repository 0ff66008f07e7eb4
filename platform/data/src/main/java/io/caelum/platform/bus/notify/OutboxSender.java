package io.caelum.platform.bus.notify;

import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.EventLoop;
import io.caelum.platform.data.Tx;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what stands in the outbox, oldest first, and deletes it when the broker has confirmed it. One process at a time
 * does so for a database. After a doubt (no confirm, a crash before the delete) a notification is sent again with the
 * same id, by which listeners recognise it.
 */
@ApplicationScoped
class OutboxSender {

    private static final Logger LOG = Logger.getLogger(OutboxSender.class);
    private static final long POLL_MILLIS = 1000;
    private static final long MOMENT_MILLIS = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final double LEASE_SECONDS = 15;
    private static final Duration TRUSTED = Duration.ofSeconds(5);
    private static final int BATCH = 100;

    private final Db db;
    private final Broker broker;
    private final Vertx vertx;
    private final String process;
    private final AtomicBoolean sending = new AtomicBoolean();
    private final AtomicBoolean nudged = new AtomicBoolean();
    private final AtomicBoolean nudgeDue = new AtomicBoolean();
    /** Handed to the broker and not yet deleted: these are not sent again while their answer may still come. */
    private final Map<Long, CompletableFuture<Void>> handedOver = new ConcurrentHashMap<>();

    private volatile long leasedAt;
    private volatile boolean leased;
    private volatile boolean stuck;
    private volatile boolean stopped;

    @Inject
    OutboxSender(Db db, Broker broker, Vertx vertx, ProcessIdentity self) {
        this.db = db;
        this.broker = broker;
        this.vertx = vertx;
        this.process = self.service() + "." + self.host() + "/" + UUID.randomUUID();
    }

    void start(@Observes StartupEvent event) {
        var unused = db.whenReady()
                .subscribe()
                .with(ignored -> vertx.setPeriodic(1, POLL_MILLIS, timer -> nudge()), failure -> {});
    }

    /** Lets another process begin at once; if that fails, it begins when the lease has run out. */
    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        if (leased) {
            db.read(this::giveBack)
                    .onFailure()
                    .recoverWithItem(0)
                    .ifNoItem()
                    .after(PATIENCE)
                    .recoverWithItem(0)
                    .await()
                    .indefinitely();
        }
    }

    private Uni<Integer> giveBack(Tx tx) {
        return tx.session()
                .createNativeQuery("update outbox_sender set owner = null where owner = :process")
                .setParameter("process", process)
                .executeUpdate();
    }

    /** There is something new. What comes within a moment of it goes out together. */
    void nudgeSoon() {
        if (!stopped && nudgeDue.compareAndSet(false, true)) {
            vertx.setTimer(MOMENT_MILLIS, timer -> {
                nudgeDue.set(false);
                nudge();
            });
        }
    }

    /** There is something new, perhaps. */
    private void nudge() {
        nudged.set(true);
        if (!stopped && sending.compareAndSet(false, true)) {
            var unused = EventLoop.runApart(vertx, this::sendAll).subscribe().with(ignored -> finished(), this::failed);
        }
    }

    private void finished() {
        sending.set(false);
        if (nudged.get()) {
            nudge();
        }
    }

    private void failed(Throwable failure) {
        LOG.debug("a round of the outbox failed", failure);
        sending.set(false);
    }

    private Uni<Void> sendAll() {
        nudged.set(false);
        return lease().chain(mine -> mine ? sendBatch() : Uni.createFrom().item(false))
                .chain(more -> more && !stopped ? sendAll() : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> lease() {
        if (leased && System.nanoTime() - leasedAt < TRUSTED.toNanos()) {
            return Uni.createFrom().item(true);
        }
        long asked = System.nanoTime();
        return db.read(this::tryLease).map(rows -> {
            leased = rows == 1;
            leasedAt = asked;
            return leased;
        });
    }

    private Uni<Integer> tryLease(Tx tx) {
        return tx.session()
                .createNativeQuery("""
                        update outbox_sender set owner = :process,
                            leased_until = clock_timestamp() + make_interval(secs => cast(:lease as double precision))
                        where owner is null or owner = :process or leased_until < clock_timestamp()""")
                .setParameter("process", process)
                .setParameter("lease", LEASE_SECONDS)
                .executeUpdate();
    }

    /** @return whether it is worth while to go on at once */
    private Uni<Boolean> sendBatch() {
        return db.read(tx -> tx.session()
                        .createQuery("from OutboxRow order by id", OutboxRow.class)
                        .setMaxResults(BATCH)
                        .getResultList())
                .chain(rows -> rows.isEmpty() ? Uni.createFrom().item(false) : send(rows));
    }

    private Uni<Boolean> send(List<OutboxRow> rows) {
        return prepare(rows)
                .chain(() -> confirms(rows))
                .onFailure()
                .invoke(this::noteTrouble)
                .onFailure()
                .recoverWithNull()
                .chain(() -> delete(rows.stream().filter(this::isConfirmed).toList()))
                .map(deleted -> deleted == rows.size() && rows.size() == BATCH);
    }

    private Uni<Void> prepare(List<OutboxRow> rows) {
        List<Uni<Void>> queues = rows.stream()
                .map(row -> row.priority)
                .distinct()
                .map(broker::prepare)
                .toList();
        return EventLoop.limited(vertx, Uni.join().all(queues).andFailFast().replaceWithVoid(), PATIENCE, Late::new);
    }

    /** Hands all over in order, then waits until the broker has them; nothing overtakes what may still be on its way. */
    private Uni<Void> confirms(List<OutboxRow> rows) {
        // What is not among the oldest any more is sent, or stands behind older ones that were committed late and may
        // go
        // out twice
        handedOver.keySet().retainAll(rows.stream().map(row -> row.id).toList());
        if (handedOver.values().stream().allMatch(CompletableFuture::isDone)) {
            rows.forEach(row -> handedOver.compute(row.id, (id, before) -> handOver(row, before)));
        }
        var answers = handedOver.values().stream()
                .map(answer -> Uni.createFrom().completionStage(answer.copy()))
                .toList();
        return EventLoop.limited(
                vertx, Uni.join().all(answers).andCollectFailures().replaceWithVoid(), PATIENCE, Late::new);
    }

    private CompletableFuture<Void> handOver(OutboxRow row, @Nullable CompletableFuture<Void> before) {
        return before != null && !before.isCompletedExceptionally()
                ? before
                : broker.send(row.notification()).subscribeAsCompletionStage();
    }

    private boolean isConfirmed(OutboxRow row) {
        CompletableFuture<Void> answer = handedOver.get(row.id);
        return answer != null && answer.isDone() && !answer.isCompletedExceptionally();
    }

    private Uni<Integer> delete(List<OutboxRow> sent) {
        if (sent.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        List<Long> ids = sent.stream().map(row -> row.id).toList();
        return db.read(tx -> tx.session()
                        .createMutationQuery("delete from OutboxRow where id in (:ids)")
                        .setParameter("ids", ids)
                        .executeUpdate())
                .invoke(() -> noteSuccess(ids))
                .replaceWith(ids.size());
    }

    private void noteSuccess(List<Long> ids) {
        ids.forEach(handedOver::remove);
        if (stuck) {
            stuck = false;
            LOG.info("notifications are being sent again");
        }
    }

    private void noteTrouble(Throwable failure) {
        if (!stuck) {
            stuck = true;
            LOG.warnf("notifications wait for the broker: %s", failure.getMessage());
        }
    }

    /** The broker did not answer in time; it may still. */
    private static final class Late extends RuntimeException {
        Late() {
            super("no answer within " + PATIENCE.toSeconds() + " s", null, false, false);
        }
    }
}
