package io.caelum.compute.server;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Work for one key, one after the other in this process. The database would put it in a row as well, but whoever waits
 * there holds a connection, and a burst for one project would leave none for anybody else.
 */
@ApplicationScoped
class Turns {

    private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

    /** Runs the work when all that came before it is over, on the context of whoever asked. */
    <T> Uni<T> take(String key, Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = Vertx.currentContext();
            Runnable turn = () -> {
                var unused = Uni.createFrom()
                        .<T>deferred(work::get)
                        .onTermination()
                        .invoke(() -> next(key))
                        .subscribe()
                        .with(emitter::complete, emitter::fail);
            };
            enter(key, context == null ? turn : () -> context.runOnContext(ignored -> turn.run()));
        });
    }

    private void enter(String key, Runnable turn) {
        synchronized (waiting) {
            Queue<Runnable> others = waiting.get(key);
            if (others != null) {
                others.add(turn);
                return;
            }
            waiting.put(key, new ArrayDeque<>());
        }
        turn.run();
    }

    private void next(String key) {
        Runnable turn;
        synchronized (waiting) {
            turn = waiting.get(key).poll();
            if (turn == null) {
                waiting.remove(key);
                return;
            }
        }
        turn.run();
    }
}
