package io.caelum.launcher.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.caelum.launcher.infra.RabbitMqServer;
import io.caelum.launcher.part.Infra;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The broker's queues. */
record Queues(List<Queue> all) {

    record Queue(String name, long messages, long consumers) {}

    static Queues of(RabbitMqServer rabbitMq) {
        return parse(rabbitMq.control(List.of(
                "list_queues", "--vhost", Infra.VIRTUAL_HOST, "--formatter", "json", "name", "messages", "consumers")));
    }

    static Queues parse(String json) {
        var queues = new ArrayList<Queue>();
        try {
            for (JsonNode queue : new ObjectMapper().readTree(json)) {
                queues.add(new Queue(
                        queue.path("name").asText(),
                        queue.path("messages").asLong(),
                        queue.path("consumers").asLong()));
            }
        } catch (IOException e) {
            throw new IllegalStateException("rabbitmqctl said: " + json, e);
        }
        return new Queues(queues);
    }

    /** Messages wait and nobody takes them. Notifications may lie there unread: that is no fault. */
    List<Queue> idle() {
        return all.stream()
                .filter(queue -> queue.consumers() == 0 && !isForReaders(queue.name()))
                .toList();
    }

    private static boolean isForReaders(String name) {
        return name.startsWith("notifications") || name.startsWith("versioned_notifications");
    }

    int count() {
        return all.size();
    }

    long messages() {
        return all.stream().mapToLong(Queue::messages).sum();
    }
}
