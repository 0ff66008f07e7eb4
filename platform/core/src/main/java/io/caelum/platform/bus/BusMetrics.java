package io.caelum.platform.bus;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the bus counts, as metrics. */
@Singleton
final class BusMetrics implements MeterBinder {

    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Bus bus;
    private final BusCounters counters;
    private final Vertx vertx;
    private volatile @Nullable MultiGauge depths;
    private long timer;

    BusMetrics(Bus bus, BusCounters counters, Vertx vertx) {
        this.bus = bus;
        this.counters = counters;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent starting) {
        timer = vertx.setPeriodic(
                1_000,
                EVERY.toMillis(),
                tick -> Thread.ofVirtual().name("bus-depths").start(this::measureDepths));
    }

    void stop(@Observes ShutdownEvent stopping) {
        vertx.cancelTimer(timer);
    }

    /** While the broker is away there are none, rather than old ones. */
    private void measureDepths() {
        MultiGauge gauge = depths;
        if (gauge != null) {
            gauge.register(
                    bus.queueDepths().entrySet().stream()
                            .map(depth -> MultiGauge.Row.of(Tags.of("queue", depth.getKey()), depth.getValue()))
                            .toList(),
                    true);
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        depths = MultiGauge.builder("caelum.bus.queue.messages")
                .description("Messages that wait in a queue from which this process takes its work")
                .register(registry);
        count(registry, "calls", "Calls sent", counters.calls);
        count(registry, "casts", "Casts sent, to one or all", counters.casts);
        count(registry, "timeouts", "Calls without an answer in time", counters.timeouts);
        count(registry, "unreachable", "Calls and casts that reached nobody", counters.unreachable);
        count(registry, "served", "Calls and casts on which work was begun", counters.served);
        count(registry, "failed", "Calls and casts on which work failed unexpectedly", counters.failed);
        count(registry, "redelivered", "Messages that the broker delivered again", counters.redelivered);
        count(registry, "duplicates", "Second copies of messages, not worked on", counters.duplicates);
        count(registry, "undecodable", "Messages that could not be read", counters.undecodable);
        count(registry, "expired", "Requests not begun since their caller had given up", counters.expired);
        count(registry, "replies.unknown", "Answers for which nobody waited any more", counters.unknownReplies);
        count(registry, "replies.undeliverable", "Answers whose caller was gone", counters.undeliverableReplies);
        count(registry, "notifications.unheard", "Notifications on which a listener kept failing", counters.unheard);
        count(registry, "dead.letters", "Messages kept in the queue of dead letters", counters.deadLetters);
        FunctionCounter.builder("caelum.bus.reconnections", bus, b -> Math.max(0, b.connections() - 1))
                .description("How often the broker was reached again after a loss")
                .register(registry);
        Gauge.builder("caelum.bus.ready", bus, b -> b.isReady() ? 1 : 0)
                .description("1 while the broker is reached and everything served is consumed")
                .register(registry);
    }

    private static void count(MeterRegistry registry, String name, String what, LongAdder counter) {
        FunctionCounter.builder("caelum.bus." + name, counter, LongAdder::sum)
                .description(what)
                .register(registry);
    }
}
