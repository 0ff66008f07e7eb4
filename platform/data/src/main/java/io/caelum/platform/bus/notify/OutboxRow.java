package io.caelum.platform.bus.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.platform.bus.wire.WireJson;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** A notification that has not been sent, or of which that is not certain. */
@Entity
@Table(name = "outbox")
class OutboxRow {

    private static final TypeReference<Map<String, Object>> FREE = new TypeReference<>() {};

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    UUID messageId;
    String eventType;
    String priority;
    String resourceId;
    String publisherId;
    String payload;
    String context;
    Instant recordedAt;

    static OutboxRow of(Notification notification, String resourceId, Instant now) {
        var row = new OutboxRow();
        row.messageId = UUID.fromString(notification.messageId());
        row.eventType = notification.eventType();
        row.priority = notification.priority().toUpperCase(Locale.ROOT);
        row.resourceId = resourceId;
        row.publisherId = notification.publisherId();
        row.payload = write(notification.payload());
        row.context = write(NotificationFormat.redacted(notification.context()));
        row.recordedAt = now.truncatedTo(ChronoUnit.MICROS);
        return row;
    }

    /** The same each time. */
    Notification notification() {
        return new Notification(
                messageId.toString(),
                publisherId,
                eventType,
                priority,
                read(payload),
                NotificationFormat.timestamp(recordedAt),
                read(context));
    }

    private static String write(Map<String, Object> values) {
        try {
            return WireJson.MAPPER.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> read(String json) {
        try {
            return WireJson.MAPPER.readValue(json, FREE);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
