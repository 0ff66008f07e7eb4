package io.caelum.platform.bus;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** What the bus counts, as metrics. */
@Singleton
final class BusMetrics implements MeterBinder {

    private final Bus bus;
    private final BusCounters counters;

    BusMetrics(Bus bus, BusCounters counters) {
        this.bus = bus;
        this.counters = counters;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
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
