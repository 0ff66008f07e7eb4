package io.caelum.platform.bus.broker;

import io.caelum.platform.bus.BusSettings;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Names and flags of exchanges and queues as oslo.messaging has them (wire specification, sections 2 and 3). */
public final class Naming {

    /** Transient queues of a process that is gone vanish after this time. */
    private static final int TRANSIENT_EXPIRES_MILLIS = 1_800_000;

    private static final HexFormat HEX = HexFormat.of();
    private static final String PROCESS_HALF = HEX.toHexDigits(new SecureRandom().nextLong());
    private static final AtomicLong NEXT = new AtomicLong(new SecureRandom().nextLong());

    private final BusSettings settings;

    public Naming(BusSettings settings) {
        this.settings = settings;
    }

    public Exchange control(String name) {
        return new Exchange(name, "topic", settings.durable(), settings.autoDelete(), Map.of());
    }

    public Exchange fanout(String topic) {
        return new Exchange(topic + "_fanout", "fanout", false, true, Map.of());
    }

    /** The shared queue of a topic, the queue of one server, a notification queue: the routing key is the name. */
    public Queue shared(String name) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (settings.quorum()) {
            arguments.put("x-queue-type", "quorum");
        }
        return new Queue(name, settings.durable(), settings.autoDelete(), arguments);
    }

    /** A queue that only this process consumes: fanout or reply. */
    public Queue own(String prefix) {
        return new Queue(prefix + hexId(), false, false, Map.of("x-expires", TRANSIENT_EXPIRES_MILLIS));
    }

    /** What a queue that only one process consumes is called, whichever process that is. */
    static String withoutId(String queue) {
        return queue.replaceFirst("_?[0-9a-f]{32}$", "");
    }

    /** 32 lower-case hex digits, as oslo.messaging makes its ids: a random half of this process and a counter. */
    public static String hexId() {
        return PROCESS_HALF + HEX.toHexDigits(NEXT.getAndIncrement());
    }
}
