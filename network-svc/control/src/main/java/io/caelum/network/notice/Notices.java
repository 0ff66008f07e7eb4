package io.caelum.network.notice;

import io.caelum.platform.bus.notify.Outbox;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Tells about changes as Neutron does: {@code <resource>.<create|update|delete>.<start|end>}. Both are recorded with the
 * change: what was refused or rolled back tells nothing.
 */
@ApplicationScoped
public class Notices {

    @Inject
    Outbox outbox;

    /**
     * @param asked the attributes of the request
     * @param view the resource as an administrator sees it
     */
    public Uni<Void> created(Tx tx, String resource, UUID id, Map<String, Object> asked, Object view) {
        return around(tx, resource + ".create", id, Map.of(resource, asked), Map.of(resource, view));
    }

    /** As {@link #created}, for a change. */
    public Uni<Void> updated(Tx tx, String resource, UUID id, Map<String, Object> asked, Object view) {
        var start = new LinkedHashMap<String, Object>();
        start.put("id", id);
        start.put(resource, asked);
        return around(tx, resource + ".update", id, start, Map.of(resource, view));
    }

    /** @param view the resource as it was */
    public Uni<Void> deleted(Tx tx, String resource, UUID id, Object view) {
        return around(
                tx,
                resource + ".delete",
                id,
                Map.of(resource + "_id", id),
                Map.of(resource + "_id", id, resource, view));
    }

    /** A change that has an end only. */
    public Uni<Void> told(Tx tx, String event, UUID id, Map<String, Object> payload) {
        return outbox.record(tx, event, id.toString(), payload);
    }

    private Uni<Void> around(Tx tx, String event, UUID id, Map<String, Object> start, Map<String, Object> end) {
        return outbox.record(tx, event + ".start", id.toString(), start)
                .chain(() -> outbox.record(tx, event + ".end", id.toString(), end));
    }
}
