package io.caelum.compute.server;

import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Work for one key, one after the other in this process. The database would put it in a row as well, but whoever waits
 * there holds a connection, and a burst for one project would leave none for anybody else.
 *
 * <p>A long row is served as long as it moves. When one turn takes too long, as while the database hangs, those behind it
 * are told to come again: each of them would meet the same.
 */
@ApplicationScoped
class Turns {

    private static final Duration LONGEST_TURN = Duration.ofSeconds(4);

    private final Map<String, Row> rows = new HashMap<>();
    private final long longestNanos;

    @Inject
    Turns() {
        this(LONGEST_TURN);
    }

    Turns(Duration longestTurn) {
        longestNanos = longestTurn.toNanos();
    }

    /** Those who wait behind a turn. */
    private static final class Row {
        private final Queue<Turn> waiting = new ArrayDeque<>();
        private long begun = System.nanoTime();
    }

    private record Turn(Runnable begin, Runnable refuse) {}

    /**
     * Runs the work when all that came before it is over, on the context of whoever asked.
     *
     * @throws Fault UNAVAILABLE when the turn before it takes too long; then nothing was done
     */
    <T> Uni<T> take(String key, Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = Vertx.currentContext();
            Runnable begin = () -> {
                var unused = Uni.createFrom()
                        .<T>deferred(work::get)
                        .onTermination()
                        .invoke(() -> next(key))
                        .subscribe()
                        .with(emitter::complete, emitter::fail);
            };
            Runnable refuse = () -> emitter.fail(Fault.unavailable(
                    "An earlier request for the same project takes too long. Try again in a few seconds."));
            enter(key, new Turn(on(context, begin), on(context, refuse)));
        });
    }

    private static Runnable on(Context context, Runnable what) {
        return context == null ? what : () -> context.runOnContext(ignored -> what.run());
    }

    private void enter(String key, Turn turn) {
        synchronized (rows) {
            Row row = rows.get(key);
            if (row != null) {
                row.waiting.add(turn);
                lookAfter(row, turn, longestNanos);
                return;
            }
            rows.put(key, new Row());
        }
        turn.begin().run();
    }

    private void lookAfter(Row row, Turn turn, long nanos) {
        var unused = Infrastructure.getDefaultWorkerPool().schedule(() -> look(row, turn), nanos, TimeUnit.NANOSECONDS);
    }

    private void look(Row row, Turn turn) {
        synchronized (rows) {
            long left = longestNanos - (System.nanoTime() - row.begun);
            if (!row.waiting.contains(turn)) {
                return;
            }
            if (left > 0) {
                lookAfter(row, turn, left);
                return;
            }
            row.waiting.remove(turn);
        }
        turn.refuse().run();
    }

    private void next(String key) {
        Turn turn;
        synchronized (rows) {
            Row row = rows.get(key);
            turn = row.waiting.poll();
            if (turn == null) {
                rows.remove(key);
                return;
            }
            row.begun = System.nanoTime();
        }
        turn.begin().run();
    }
}
