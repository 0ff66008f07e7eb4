package io.caelum.launcher.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What the broker is told about queues. Queues of notifications are there whether somebody listens or not: they keep the
 * latest ones of a day, a bounded number.
 */
public final class BrokerRules {

    private static final String FILE = "/io/caelum/launcher/config/rabbitmq/definitions.json";

    private BrokerRules() {}

    /** In the form in which RabbitMQ imports definitions. */
    public static String json() {
        try (var file = BrokerRules.class.getResourceAsStream(FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
