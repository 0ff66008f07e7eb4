package io.caelum.platform.bus.notify;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Notifications as rows: written in the transaction of the change they tell about, sent after the commit. */
@ApplicationScoped
public class Outbox {

    /**
     * Records a notification of priority INFO with the current request's context.
     *
     * @param eventType e.g. {@code compute.instance.create.end}
     * @param resourceId notifications of one resource are sent in the order in which they were recorded
     * @param payload the event's own data; no secrets
     */
    public Uni<Void> record(Tx tx, String eventType, String resourceId, Map<String, Object> payload) {
        return record(tx, "INFO", eventType, resourceId, payload);
    }

    /** As above with a priority: AUDIT, DEBUG, INFO, WARN, ERROR, CRITICAL or SAMPLE. */
    public Uni<Void> record(Tx tx, String priority, String eventType, String resourceId, Map<String, Object> payload) {
        throw new UnsupportedOperationException();
    }
}
