package io.caelum.network.sweep;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.EventLoop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Work that is to be done soon about some things: those that are named within a short time are done together, each once.
 * It is for speed only; if a process dies in between, a sweep or the agents' own question finds what was missed.
 */
public final class Nudge<T> {

    private static final Logger LOG = Logger.getLogger(Nudge.class);

    private final Vertx vertx;
    private final Duration delay;
    private final Function<Set<T>, Uni<Void>> work;
    private Set<T> waiting = new HashSet<>();

    public Nudge(Vertx vertx, Duration delay, Function<Set<T>, Uni<Void>> work) {
        this.vertx = vertx;
        this.delay = delay;
        this.work = work;
    }

    public void about(T thing) {
        synchronized (this) {
            boolean first = waiting.isEmpty();
            waiting.add(thing);
            if (!first) {
                return;
            }
        }
        vertx.setTimer(Math.max(1, delay.toMillis()), timer -> run());
    }

    private void run() {
        Set<T> things;
        synchronized (this) {
            things = waiting;
            waiting = new HashSet<>();
        }
        EventLoop.runApart(vertx, () -> {
                    CurrentContext.set(RequestContext.system("network"));
                    return work.apply(things);
                })
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.infof(
                                failure,
                                "telling of changes failed; they will be found again, count=%d",
                                things.size()));
    }
}
