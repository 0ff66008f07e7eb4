package io.caelum.platform.bus.rpc;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Where a caller goes on when the answer is there. Who called on a Vert.x context goes on there: database sessions belong
 * to it. Everybody else goes on on a virtual thread, with the context and trace of the call, and may block.
 */
final class Resumption {

    private final io.vertx.core.@Nullable Context place;
    private final RequestContext context;
    private final io.opentelemetry.context.Context trace;

    private Resumption(
            io.vertx.core.@Nullable Context place, RequestContext context, io.opentelemetry.context.Context trace) {
        this.place = place;
        this.context = context;
        this.trace = trace;
    }

    static Resumption here(RequestContext context, io.opentelemetry.context.Context trace) {
        return new Resumption(Vertx.currentContext(), context, trace);
    }

    void resume(Runnable work) {
        if (place == null) {
            Thread.ofVirtual().name("bus-resume").start(() -> inContext(work));
        } else if (VertxContext.isDuplicatedContext(place)) {
            place.runOnContext(ignored -> work.run());
        } else {
            place.runOnContext(ignored -> inContext(work));
        }
    }

    private void inContext(Runnable work) {
        CurrentContext.callAs(context, () -> {
            try (var scope = trace.makeCurrent()) {
                work.run();
            }
            return null;
        });
    }
}
