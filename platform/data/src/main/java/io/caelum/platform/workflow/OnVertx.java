package io.caelum.platform.workflow;

import io.caelum.platform.data.EventLoop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The engine in a service: on event loops, each workflow on a context of its own. */
record OnVertx(Vertx vertx) implements Surroundings {

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void after(Duration delay, Runnable work) {
        vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> work.run());
    }

    @Override
    public void every(Duration first, Duration period, Runnable work) {
        vertx.setPeriodic(Math.max(1, first.toMillis()), period.toMillis(), ignored -> work.run());
    }

    @Override
    public <T> void apart(Supplier<Uni<T>> work, Consumer<T> done, Consumer<Throwable> failed) {
        var unused = EventLoop.runApart(vertx, work).subscribe().with(done, failed);
    }

    @Override
    public Executor here() {
        Context context = Vertx.currentContext();
        return next -> {
            if (Vertx.currentContext() == context) {
                next.run();
            } else {
                context.runOnContext(ignored -> next.run());
            }
        };
    }

    @Override
    public Uni<Void> pause(Duration time) {
        return EventLoop.pause(vertx, time);
    }

    @Override
    public <T> Uni<T> limited(Uni<T> work, Duration limit, Supplier<Throwable> tooLate) {
        return EventLoop.limited(vertx, work, limit, tooLate);
    }

    @Override
    public long random(long bound) {
        return ThreadLocalRandom.current().nextLong(bound);
    }

    @Override
    public UUID newId() {
        return UUID.randomUUID();
    }
}
