package io.caelum.platform.bus.rpc;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs each piece of work on a duplicated context of its own, as Hibernate Reactive wants it, spread over event loops. */
public final class EventLoops {

    private final Context @Nullable [] loops;
    private final AtomicInteger next = new AtomicInteger();

    /** @param vertx null in programs which have none: they serve on virtual threads only */
    public EventLoops(@Nullable Vertx vertx) {
        if (vertx == null) {
            loops = null;
            return;
        }
        loops = new Context[Math.max(2, Runtime.getRuntime().availableProcessors())];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = ((VertxInternal) vertx).createEventLoopContext();
        }
    }

    /** Runs it soon, on a context of its own. */
    public void run(Runnable work) {
        if (loops == null) {
            throw new IllegalStateException("This process has no Vert.x: serve on virtual threads");
        }
        Context loop = loops[Math.floorMod(next.getAndIncrement(), loops.length)];
        Context own = VertxContext.createNewDuplicatedContext(loop);
        VertxContextSafetyToggle.setContextSafe(own, true);
        own.runOnContext(ignored -> work.run());
    }
}
