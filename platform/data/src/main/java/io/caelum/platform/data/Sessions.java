package io.caelum.platform.data;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Opens sessions, and counts those that are open: each has a connection of the pool, or waits for one. Nobody waits without
 * end, but not by the pool's own bound: where that one is reached in the very moment in which a connection becomes free
 * (Vert.x 4.5), the connection is handed to nobody and never comes back. A process that stood still for a while loses all of
 * them so.
 */
@Singleton
class Sessions {

    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private final Supplier<Uni<Mutiny.StatelessSession>> opening;
    private final Vertx vertx;
    private final Duration longestWait;
    private final AtomicInteger open = new AtomicInteger();

    @Inject
    Sessions(Mutiny.SessionFactory factory, Vertx vertx) {
        this(factory::openStatelessSession, vertx, LONGEST_WAIT);
    }

    Sessions(Supplier<Uni<Mutiny.StatelessSession>> opening, Vertx vertx, Duration longestWait) {
        this.opening = opening;
        this.vertx = vertx;
        this.longestWait = longestWait;
    }

    /**
     * A session of its own each time: the factory's {@code withSession} would share one with parallel work. On the event
     * loop of whoever asks; one that comes too late is closed again.
     */
    Uni<Mutiny.StatelessSession> open() {
        return Uni.createFrom().emitter(emitter -> {
            open.incrementAndGet();
            long timer = vertx.setTimer(longestWait.toMillis(), late -> emitter.fail(tooLate()));
            var unused = opening.get()
                    .subscribe()
                    .with(
                            session -> {
                                if (vertx.cancelTimer(timer)) {
                                    emitter.complete(session);
                                } else {
                                    giveBack(session);
                                }
                            },
                            failure -> {
                                open.decrementAndGet();
                                vertx.cancelTimer(timer);
                                emitter.fail(failure);
                            });
        });
    }

    Uni<Void> close(Mutiny.StatelessSession session) {
        return session.close().onTermination().invoke(() -> open.decrementAndGet());
    }

    /** Those that have a connection, and those that wait for one. */
    int count() {
        return open.get();
    }

    private TimeoutException tooLate() {
        return new TimeoutException("no connection was free within " + longestWait.toMillis() + " ms");
    }

    private void giveBack(Mutiny.StatelessSession session) {
        var unused = close(session)
                .subscribe()
                .with(closed -> {}, failure -> LOG.warn("a session that came too late could not be closed", failure));
    }
}
