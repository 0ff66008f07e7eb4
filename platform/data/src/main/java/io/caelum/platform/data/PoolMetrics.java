package io.caelum.platform.data;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** How much of the pool of database connections is used. */
@Singleton
class PoolMetrics implements MeterBinder {

    private final BoundedPool pool;
    private final Sessions sessions;

    PoolMetrics(BoundedPool pool, Sessions sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "max", "Connections that the pool may have", pool::most);
        gauge(registry, "open", "Connections that the pool has, used or not", pool::open);
        gauge(
                registry,
                "used",
                "Connections on which something is being done",
                () -> Math.min(sessions.count(), pool.most()));
        gauge(
                registry,
                "waiting",
                "Work that waits for a connection",
                () -> Math.max(0, sessions.count() - pool.most()));
    }

    private static void gauge(MeterRegistry registry, String name, String what, Supplier<Number> value) {
        Gauge.builder("caelum.database.pool." + name, value).description(what).register(registry);
    }
}
