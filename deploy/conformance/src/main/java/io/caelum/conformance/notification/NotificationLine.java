package io.caelum.conformance.notification;

import io.caelum.platform.bus.notify.Notification;
import java.util.LinkedHashMap;
import java.util.Map;

/** A notification as it is printed. */
final class NotificationLine {

    private NotificationLine() {}

    static Map<String, Object> of(Notification notification) {
        var line = new LinkedHashMap<String, Object>();
        line.put("message_id", notification.messageId());
        line.put("publisher_id", notification.publisherId());
        line.put("event_type", notification.eventType());
        line.put("priority", notification.priority());
        line.put("payload", notification.payload());
        line.put("timestamp", notification.timestamp());
        line.put("context", notification.context());
        return line;
    }
}
