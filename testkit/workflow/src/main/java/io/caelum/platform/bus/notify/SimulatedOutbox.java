package io.caelum.platform.bus.notify;

import io.caelum.platform.data.Tx;
import io.caelum.testkit.simulation.SimulatedStore;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The outbox in memory: what is recorded in a transaction stands there when it is committed, in order. Nothing is sent. */
public final class SimulatedOutbox extends Outbox {

    private final SimulatedStore.Table<Long, Told> table;

    /** One notification. */
    public record Told(long number, String eventType, String resourceId) {}

    public SimulatedOutbox(SimulatedStore store) {
        super(null, null, Clock.systemUTC());
        table = store.table(told -> told);
    }

    @Override
    public Uni<Void> record(Tx tx, String priority, String eventType, String resourceId, Map<String, Object> payload) {
        long number = table.all().size();
        table.put(number, new Told(number, eventType, resourceId));
        return Uni.createFrom().voidItem();
    }

    public List<Told> all() {
        return List.copyOf(table.all());
    }
}
