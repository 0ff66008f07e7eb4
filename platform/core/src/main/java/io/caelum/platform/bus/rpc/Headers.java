package io.caelum.platform.bus.rpc;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What our peers say beside the message: Python peers pass over these headers. */
final class Headers {

    /** Until when the caller waits, milliseconds since the epoch. */
    private static final String DEADLINE = "x-caelum-deadline";
    /** When the message was handed to the broker, microseconds since the epoch: shows the time in the queue. */
    private static final String PUBLISHED = "x-caelum-published-us";

    private Headers() {}

    static Map<String, Object> of(@Nullable Instant deadline, Map<String, String> trace) {
        var headers = new HashMap<String, Object>(trace);
        headers.put(PUBLISHED, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        if (deadline != null) {
            headers.put(DEADLINE, deadline.toEpochMilli());
        }
        return headers;
    }

    static @Nullable Instant deadline(BasicProperties properties) {
        return time(properties, DEADLINE, ChronoUnit.MILLIS);
    }

    static @Nullable Instant published(BasicProperties properties) {
        return time(properties, PUBLISHED, ChronoUnit.MICROS);
    }

    private static @Nullable Instant time(BasicProperties properties, String name, ChronoUnit unit) {
        Map<String, Object> headers = properties.getHeaders();
        return headers != null && headers.get(name) instanceof Number count
                ? Instant.EPOCH.plus(count.longValue(), unit)
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
