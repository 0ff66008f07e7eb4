package io.caelum.conformance.notification;

import io.caelum.conformance.BusOptions;
import io.caelum.conformance.JsonLines;
import io.caelum.platform.bus.RabbitBus;
import io.caelum.platform.bus.notify.Notification;
import io.caelum.platform.bus.notify.NotificationFormat;
import io.caelum.platform.context.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "publisher",
        mixinStandardHelpOptions = true,
        description = "Sends notifications, one for each priority, and prints them.")
public final class PublisherCommand implements Runnable {

    enum Driver {
        MESSAGING,
        MESSAGINGV2
    }

    @Mixin
    BusOptions options;

    @Option(names = "--topic", defaultValue = "notifications", description = "default: ${DEFAULT-VALUE}")
    String topic;

    @Option(names = "--count", defaultValue = "1", description = "how many times (default: ${DEFAULT-VALUE})")
    int count;

    @Option(
            names = "--publisher-id",
            defaultValue = "conformance.host1",
            description = "<service>.<host> (default: ${DEFAULT-VALUE})")
    String publisherId;

    @Option(
            names = "--event-type",
            defaultValue = "conformance.something.happened",
            description = "default: ${DEFAULT-VALUE}")
    String eventType;

    @Option(
            names = "--driver",
            defaultValue = "messagingv2",
            description = "as which driver of the Python library: messaging or messagingv2 (default: ${DEFAULT-VALUE})")
    Driver driver;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        try (var bus = options.connect("conformance-publisher", "host1")) {
            for (int number = 0; number < count; number++) {
                for (String priority : NotificationFormat.PRIORITIES) {
                    tell(bus, priority, number);
                }
            }
        }
    }

    private void tell(RabbitBus bus, String priority, int number) {
        var notification = new Notification(
                UUID.randomUUID().toString(),
                publisherId,
                eventType,
                priority.toUpperCase(Locale.ROOT),
                Map.of("number", number, "priority", priority),
                NotificationFormat.timestamp(Instant.now()),
                RequestContext.anonymous().toWire());
        bus.declareNotificationTopic(options.exchange(), topic, priority)
                .chain(() -> bus.tell(options.exchange(), topic, notification, driver == Driver.MESSAGINGV2))
                .await()
                .atMost(Duration.ofSeconds(30));
        JsonLines.of(spec).print(NotificationLine.of(notification));
    }
}
