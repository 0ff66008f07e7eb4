package io.caelum.platform.bus.notify;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import io.caelum.platform.bus.wire.Envelope;
import io.caelum.platform.bus.wire.UndecodableException;
import io.caelum.platform.bus.wire.WireJson;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Notifications on the wire (wire specification, section 10). A publisher sends {@link #body} to the service's control
 * exchange with {@link #routingKey}, as persistent JSON without expiration, and mandatory.
 */
public final class NotificationFormat {

    /** The topic that everybody listens to if nothing else was agreed. */
    public static final String DEFAULT_TOPIC = "notifications";

    /** In lower case, as they stand in routing keys. */
    public static final List<String> PRIORITIES =
            List.of("audit", "debug", "info", "warn", "error", "critical", "sample");

    private static final String CONTEXT = "_context_";
    private static final Set<String> SECRETS = Set.of("auth_token", "service_catalog", "service_token", "trust_id");
    private static final DateTimeFormatter TO_MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter TO_SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final TypeReference<LinkedHashMap<String, Object>> FREE = new TypeReference<>() {};

    private NotificationFormat() {}

    /** {@code notifications.info}; also the name of the queue. */
    public static String routingKey(String topic, String priority) {
        return topic + "." + priority.toLowerCase(Locale.ROOT);
    }

    /** As Python prints a time: UTC, a blank, no zone, and no fraction if it is zero. */
    public static String timestamp(Instant at) {
        LocalDateTime utc = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        return (utc.getNano() / 1_000 == 0 ? TO_SECONDS : TO_MICROS).format(utc);
    }

    /**
     * The body of the message. Repeated sends of the same notification have the same bytes, so that readers recognise
     * them. Secrets in the context are left out.
     */
    public static byte[] body(Notification notification) {
        return Envelope.encode(content(notification));
    }

    /** As {@link #body}, but as Python's older driver {@code messaging} sends it. */
    public static byte[] bodyWithoutEnvelope(Notification notification) {
        return Envelope.encodeBare(content(notification));
    }

    private static Envelope.Content content(Notification notification) {
        return json -> {
            json.writeStringField("message_id", notification.messageId());
            json.writeStringField("publisher_id", notification.publisherId());
            json.writeStringField("event_type", notification.eventType());
            json.writeStringField("priority", notification.priority().toUpperCase(Locale.ROOT));
            json.writeFieldName("payload");
            WireJson.MAPPER.writeValue(json, notification.payload());
            json.writeStringField("timestamp", notification.timestamp());
            json.writeStringField("_unique_id", notification.messageId().replace("-", ""));
            for (Map.Entry<String, Object> entry :
                    redacted(notification.context()).entrySet()) {
                json.writeFieldName(CONTEXT + entry.getKey());
                WireJson.MAPPER.writeValue(json, entry.getValue());
            }
        };
    }

    /** The context without what listeners must not see. */
    public static Map<String, Object> redacted(Map<String, Object> context) {
        var harmless = new LinkedHashMap<>(context);
        harmless.keySet().removeAll(SECRETS);
        return harmless;
    }

    /** Reads what Python's drivers {@code messaging} and {@code messagingv2} send, and what {@link #body} wrote. */
    public static Notification read(BasicProperties properties, byte[] body) throws UndecodableException {
        ObjectNode message = Envelope.decode(properties, body);
        var context = new LinkedHashMap<String, Object>();
        for (Map.Entry<String, JsonNode> field : message.properties()) {
            if (field.getKey().startsWith(CONTEXT)) {
                context.put(field.getKey().substring(CONTEXT.length()), WireJson.plain(field.getValue()));
            }
        }
        JsonNode payload = message.path("payload");
        return new Notification(
                message.path("message_id").asText(""),
                message.path("publisher_id").asText(""),
                message.path("event_type").asText(""),
                message.path("priority").asText("").toUpperCase(Locale.ROOT),
                payload.isObject() ? WireJson.MAPPER.convertValue(payload, FREE) : Map.of(),
                message.path("timestamp").asText(""),
                context);
    }
}
