package io.caelum.platform.bus.notify;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Notifications as rows: written in the transaction of the change they tell about, all together at its end,
 * and sent after the commit.
 */
@ApplicationScoped
public class Outbox {

    private final OutboxSender sender;
    private final ProcessIdentity self;
    private final Clock clock;

    @Inject
    Outbox(OutboxSender sender, ProcessIdentity self, Clock clock) {
        this.sender = sender;
        this.self = self;
        this.clock = clock;
    }

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
        if (!NotificationFormat.PRIORITIES.contains(priority.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("no priority of notifications: " + priority);
        }
        Instant now = clock.instant();
        var notification = new Notification(
                UUID.randomUUID().toString(),
                publisher(),
                eventType,
                priority,
                payload,
                NotificationFormat.timestamp(now),
                CurrentContext.get().toWire());
        gathering(tx).add(OutboxRow.of(notification, resourceId, now));
        return Uni.createFrom().voidItem();
    }

    /** As OpenStack's services call themselves: {@code compute.host1}, whatever the name of the process. */
    private String publisher() {
        return self.service().replaceFirst("-(control|svc)$", "") + "." + self.host();
    }

    private OutboxRows gathering(Tx tx) {
        return tx.gathering(OutboxRows.class, () -> {
            tx.afterCommit(sender::nudgeSoon);
            return new OutboxRows();
        });
    }
}
