package io.caelum.platform.data.measure;

import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Takes all measures of a service now and then. While the database is away there are none, rather than old ones. */
@ApplicationScoped
public class Measures {

    private static final Logger LOG = Logger.getLogger(Measures.class);
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Db db;
    private final MeterRegistry registry;
    private final Vertx vertx;
    private final List<Measure> measures;
    private final Map<String, MultiGauge> gauges = new HashMap<>();
    private long timer;

    Measures(Db db, MeterRegistry registry, Vertx vertx, @All List<Measure> measures) {
        this.db = db;
        this.registry = registry;
        this.vertx = vertx;
        this.measures = measures;
    }

    void start(@Observes StartupEvent starting) {
        timer = vertx.setPeriodic(1_000, EVERY.toMillis(), tick -> {
            var unused = measure().subscribe().with(done -> {}, failure -> LOG.debugf(failure, "Not measured"));
        });
    }

    void stop(@Observes ShutdownEvent stopping) {
        vertx.cancelTimer(timer);
    }

    /** Measures now. */
    public Uni<Void> measure() {
        return db.read(this::readAll)
                .onFailure()
                .call(() -> Uni.createFrom().voidItem().invoke(() -> tell(List.of())))
                .invoke(this::tell)
                .replaceWithVoid();
    }

    private Uni<List<Reading>> readAll(Tx tx) {
        return Multi.createFrom()
                .iterable(measures)
                .onItem()
                .transformToUniAndConcatenate(measure -> measure.read(tx))
                .onItem()
                .transformToIterable(readings -> readings)
                .collect()
                .asList();
    }

    private synchronized void tell(List<Reading> readings) {
        Map<String, List<Row<?>>> rows = readings.stream()
                .collect(Collectors.groupingBy(
                        Reading::name,
                        Collectors.mapping(reading -> Row.of(reading.tags(), reading.value()), Collectors.toList())));
        rows.keySet()
                .forEach(name ->
                        gauges.computeIfAbsent(name, n -> MultiGauge.builder(n).register(registry)));
        gauges.forEach((name, gauge) -> gauge.register(rows.getOrDefault(name, List.of()), true));
    }
}
