package io.caelum.platform.bus.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import io.caelum.platform.bus.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotificationFormatTest {

    private static final BasicProperties PROPERTIES = new BasicProperties.Builder()
            .contentType("application/json")
            .contentEncoding("utf-8")
            .build();

    private static final Notification SAMPLE = new Notification(
            "5a5a5a5a-5a5a-4a5a-8a5a-5a5a5a5a5a06",
            "compute.host1",
            "compute.instance.create.start",
            "info",
            Map.of("instanceId", "i-1"),
            "2026-01-02 03:04:05.678901",
            Map.of("request_id", "req-1", "auth_token", "geheim", "service_catalog", "geheim"));

    @Test
    void allFieldsAreSentAndNoSecrets() throws Exception {
        byte[] body = NotificationFormat.body(SAMPLE);

        JsonNode outer = WireJson.MAPPER.readTree(body);
        JsonNode inner = WireJson.MAPPER.readTree(outer.path("oslo.message").textValue());
        assertThat(inner).isEqualTo(WireJson.MAPPER.readTree("""
                {"message_id": "5a5a5a5a-5a5a-4a5a-8a5a-5a5a5a5a5a06",
                 "publisher_id": "compute.host1",
                 "event_type": "compute.instance.create.start",
                 "priority": "INFO",
                 "payload": {"instanceId": "i-1"},
                 "timestamp": "2026-01-02 03:04:05.678901",
                 "_unique_id": "5a5a5a5a5a5a4a5a8a5a5a5a5a5a5a06",
                 "_context_request_id": "req-1"}"""));
        assertThat(new String(body, StandardCharsets.UTF_8)).doesNotContain("geheim");
    }

    @Test
    void whatWasWrittenIsReadAgain() throws Exception {
        Notification read = NotificationFormat.read(PROPERTIES, NotificationFormat.body(SAMPLE));

        assertThat(read.messageId()).isEqualTo(SAMPLE.messageId());
        assertThat(read.payload()).isEqualTo(SAMPLE.payload());
        assertThat(read.context()).isEqualTo(Map.of("request_id", "req-1"));
        assertThat(read.priority()).isEqualTo("INFO");
    }

    @Test
    void theOldDriverOfPythonIsReadToo() throws Exception {
        String bare = "{\"message_id\": \"m\", \"event_type\": \"e\", \"priority\": \"WARN\", \"payload\": {\"a\": 1}}";

        Notification read = NotificationFormat.read(PROPERTIES, bare.getBytes(StandardCharsets.UTF_8));

        assertThat(read.eventType()).isEqualTo("e");
        assertThat(read.payload()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void timesArePrintedAsPythonDoes() {
        assertThat(NotificationFormat.timestamp(Instant.parse("2026-01-02T03:04:05.678901Z")))
                .isEqualTo("2026-01-02 03:04:05.678901");
        assertThat(NotificationFormat.timestamp(Instant.parse("2026-01-02T03:04:05Z")))
                .isEqualTo("2026-01-02 03:04:05");
        assertThat(NotificationFormat.routingKey("notifications", "ERROR")).isEqualTo("notifications.error");
    }
}
