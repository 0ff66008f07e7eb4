package io.caelum.platform.data;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.opentelemetry.context.Context;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Where Hibernate Reactive may run: on an event loop, under a duplicated Vert.x context that belongs to one piece of
 * work and is marked as safe.
 */
public final class EventLoop {

    private EventLoop() {}

    /**
     * Runs the work on the caller's own duplicated context, or on a new one if the caller has none (virtual threads,
     * timers). Whoever waits may lose interest: that does not cancel the work, since a cancelled query leaves its
     * connection in an unknown state.
     */
    public static <T> Uni<T> run(Vertx vertx, Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            var here = (ContextInternal) Vertx.currentContext();
            if (here == null || !VertxContext.isDuplicatedContext(here) || !here.isEventLoopContext()) {
                dispatch(fresh(vertx), work, emitter);
            } else if (here.inThread()) {
                VertxContextSafetyToggle.setContextSafe(here, true);
                start(work, emitter);
            } else {
                VertxContextSafetyToggle.setContextSafe(here, true);
                here.runOnContext(ignored -> start(work, emitter));
            }
        });
    }

    /** Runs the work on a new context that shares nothing with the caller's, not even request and trace. */
    public static <T> Uni<T> runApart(Vertx vertx, Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> fresh(vertx).runOnContext(ignored -> start(work, emitter)));
    }

    /** Waits without leaving the caller's context, which Mutiny's own delays would do. */
    public static Uni<Void> pause(Vertx vertx, Duration time) {
        return Uni.createFrom().emitter(emitter -> {
            long timer = vertx.setTimer(Math.max(1, time.toMillis()), ignored -> emitter.complete(null));
            emitter.onTermination(() -> vertx.cancelTimer(timer));
        });
    }

    /** The work's result, or the failure if it takes too long; the work is cancelled then. */
    public static <T> Uni<T> limited(Vertx vertx, Uni<T> work, Duration limit, Supplier<Throwable> tooLate) {
        Uni<T> end = pause(vertx, limit).chain(() -> Uni.createFrom().failure(tooLate));
        return Uni.combine().any().of(work, end);
    }

    private static ContextInternal fresh(Vertx vertx) {
        ContextInternal context =
                ((VertxInternal) vertx).createEventLoopContext().duplicate();
        VertxContextSafetyToggle.setContextSafe(context, true);
        return context;
    }

    /** The trace stays attached: the context is used for nothing else. */
    @SuppressWarnings("MustBeClosedChecker")
    private static <T> void dispatch(ContextInternal context, Supplier<Uni<T>> work, UniEmitter<? super T> emitter) {
        RequestContext request = CurrentContext.get();
        Context trace = Context.current();
        context.runOnContext(ignored -> {
            CurrentContext.set(request);
            var unused = trace.makeCurrent();
            start(work, emitter);
        });
    }

    private static <T> void start(Supplier<Uni<T>> work, UniEmitter<? super T> emitter) {
        var unused = Uni.createFrom().<T>deferred(work::get).subscribe().with(emitter::complete, emitter::fail);
    }
}
