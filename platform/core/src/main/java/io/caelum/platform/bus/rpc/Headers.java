package io.caelum.platform.bus.rpc;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What our peers say beside the message: Python peers pass over these headers. */
final class Headers {

    /** Until when the caller waits, milliseconds since the epoch. */
    private static final String DEADLINE = "x-caelum-deadline";
    /** When the message was handed to the broker, milliseconds since the epoch: shows the time in the queue. */
    private static final String PUBLISHED = "x-caelum-published";

    private Headers() {}

    static Map<String, Object> of(@Nullable Instant deadline, Map<String, String> trace) {
        var headers = new HashMap<String, Object>(trace);
        headers.put(PUBLISHED, System.currentTimeMillis());
        if (deadline != null) {
            headers.put(DEADLINE, deadline.toEpochMilli());
        }
        return headers;
    }

    static @Nullable Instant deadline(BasicProperties properties) {
        return time(properties, DEADLINE);
    }

    static @Nullable Instant published(BasicProperties properties) {
        return time(properties, PUBLISHED);
    }

    private static @Nullable Instant time(BasicProperties properties, String name) {
        Map<String, Object> headers = properties.getHeaders();
        return headers != null && headers.get(name) instanceof Number millis
                ? Instant.ofEpochMilli(millis.longValue())
                : null;
    }

    /** The texts among the headers: the trace context is among them. */
    static Map<String, String> texts(BasicProperties properties) {
        var texts = new LinkedHashMap<String, String>();
        if (properties.getHeaders() != null) {
            properties.getHeaders().forEach((key, value) -> {
                if (value instanceof CharSequence || value instanceof LongString) {
                    texts.put(key, value.toString());
                }
            });
        }
        return texts;
    }
}
