package io.caelum.platform.bus.notify;

import io.caelum.platform.bus.Bus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Hands notifications to the broker; what is handed over is confirmed when the Uni completes. */
@ApplicationScoped
class Broker {

    private final Bus bus;
    private final String exchange;
    private final Map<String, CompletableFuture<Void>> declared = new ConcurrentHashMap<>();

    @Inject
    Broker(Bus bus, @ConfigProperty(name = "caelum.bus.exchange", defaultValue = "openstack") String exchange) {
        this.bus = bus;
        this.exchange = exchange;
    }

    /** Completes when there has been a queue for the priority; the bus keeps it there. */
    Uni<Void> prepare(String priority) {
        var queue = declared.computeIfAbsent(
                priority,
                key -> bus.declareNotificationTopic(exchange, NotificationFormat.DEFAULT_TOPIC, key)
                        .subscribeAsCompletionStage());
        return Uni.createFrom().completionStage(() -> queue.copy());
    }

    Uni<Void> send(Notification notification) {
        return bus.tell(exchange, NotificationFormat.DEFAULT_TOPIC, notification);
    }
}
