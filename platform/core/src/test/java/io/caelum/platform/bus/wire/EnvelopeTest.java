package io.caelum.platform.bus.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final BasicProperties PLAIN = new BasicProperties.Builder().build();

    private static ObjectNode decode(String body) throws UndecodableException {
        return Envelope.decode(PLAIN, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theMessageIsATextWithinTheEnvelope() throws Exception {
        byte[] body = Envelope.encode(json -> {
            json.writeStringField("method", "echo");
            json.writeStringField("text", "é€ \"quoted\" \\ \n");
            json.writeNumberField("big", 1L << 62);
        });

        JsonNode outer = WireJson.MAPPER.readTree(body);
        assertThat(outer.path("oslo.version").textValue()).isEqualTo("2.0");
        assertThat(outer.path("oslo.message").isTextual()).isTrue();
        assertThat(outer).hasSize(2);
        ObjectNode inner = Envelope.decode(PLAIN, body);
        assertThat(inner.path("text").textValue()).isEqualTo("é€ \"quoted\" \\ \n");
        assertThat(inner.path("big").longValue()).isEqualTo(1L << 62);
    }

    @Test
    void aRequestOfPythonIsRead() throws Exception {
        ObjectNode message = decode(
                "{\"oslo.version\": \"2.0\", \"oslo.message\": \"{\\\"method\\\": \\\"echo\\\", "
                        + "\\\"args\\\": {\\\"value\\\": {\\\"u\\\": \\\"h\\\\u00e9\\\\u20ac\\\"}}, \\\"version\\\": \\\"1.0\\\"}\"}");

        assertThat(message.path("args").path("value").path("u").textValue()).isEqualTo("hé€");
    }

    @Test
    void integersOfAnySizeStayExact() throws Exception {
        assertThat(decode("{\"n\": 123456789012345678901234567890}").path("n").bigIntegerValue())
                .hasToString("123456789012345678901234567890");
    }

    @Test
    void bzip2IsRefusedByName() {
        var properties = new BasicProperties.Builder()
                .headers(Map.of("compression", "application/x-bz2"))
                .build();

        assertThatThrownBy(() -> Envelope.decode(properties, new byte[] {1}))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("x-bz2");
    }

    @Test
    void timesOfPythonAreReadAsUtc() throws Exception {
        record Event(java.time.Instant at) {}

        for (String text : new String[] {
            "2026-01-02T03:04:05.678901",
            "2026-01-02 03:04:05.678901",
            "2026-01-02T03:04:05.678901Z",
            "2026-01-02T05:04:05.678901+02:00"
        }) {
            assertThat(WireJson.MAPPER
                            .readValue("{\"at\": \"" + text + "\"}", Event.class)
                            .at())
                    .isEqualTo("2026-01-02T03:04:05.678901Z");
        }
    }
}
