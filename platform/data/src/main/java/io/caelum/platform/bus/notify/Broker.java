package io.caelum.platform.bus.notify;

import io.caelum.platform.bus.Bus;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hands notifications to the broker; what is handed over is confirmed when the Uni completes. */
@ApplicationScoped
class Broker {

    private final Bus bus;
    private final MutinyEmitter<byte[]> channel;
    private final String exchange;
    private final Map<String, CompletableFuture<Void>> declared = new ConcurrentHashMap<>();

    @Inject
    Broker(
            Bus bus,
            @Channel("notifications") MutinyEmitter<byte[]> channel,
            @ConfigProperty(name = "caelum.bus.exchange", defaultValue = "openstack") String exchange) {
        this.bus = bus;
        this.channel = channel;
        this.exchange = exchange;
    }

    /** Completes when there is a queue for the priority: without one the message would be lost, though confirmed. */
    Uni<Void> prepare(String priority) {
        var queue = declared.computeIfAbsent(
                priority,
                key -> bus.declareNotificationTopic(exchange, NotificationFormat.DEFAULT_TOPIC, key)
                        .subscribeAsCompletionStage());
        return Uni.createFrom().completionStage(() -> queue.copy());
    }

    boolean isReachable() {
        return bus.isReady();
    }

    Uni<Void> send(Notification notification) {
        var how = OutgoingRabbitMQMetadata.builder()
                .withRoutingKey(
                        NotificationFormat.routingKey(NotificationFormat.DEFAULT_TOPIC, notification.priority()))
                .withContentType(NotificationFormat.CONTENT_TYPE)
                .withContentEncoding(NotificationFormat.CONTENT_ENCODING)
                .withDeliveryMode(NotificationFormat.DELIVERY_MODE)
                .withPriority(0)
                .build();
        return channel.sendMessage(
                Message.of(NotificationFormat.body(notification)).addMetadata(how));
    }
}
