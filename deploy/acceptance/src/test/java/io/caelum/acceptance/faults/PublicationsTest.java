package io.caelum.acceptance.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import io.caelum.acceptance.faults.Publications.Publication;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicationsTest {

    private static final int CHANNEL = 1;
    private static final int BODY = 3;

    private final List<Publication> found = new ArrayList<>();
    private final Publications publications = new Publications(found::add);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void messagesAreFoundHoweverTheirBytesArrive() throws IOException {
        said.writeBytes(new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1});
        publish("nova", "compute.one", "first", "half", " and half");
        publish("", "reply", "second", "");

        for (byte one : said.toByteArray()) {
            publications.heard(new byte[] {one}, 1);
        }

        assertThat(found).extracting(Publication::exchange).containsExactly("nova", "");
        assertThat(found).extracting(Publication::routingKey).containsExactly("compute.one", "reply");
        assertThat(found)
                .extracting(message -> message.properties().getMessageId())
                .containsExactly("first", "second");
        assertThat(found)
                .extracting(message -> new String(message.body(), UTF_8))
                .containsExactly("half and half", "");
    }

    private void publish(String exchange, String routingKey, String id, String... parts) throws IOException {
        var out = new DataOutputStream(said);
        var body = String.join("", parts).getBytes(UTF_8);
        new AMQImpl.Basic.Publish(0, exchange, routingKey, false, false)
                .toFrame(CHANNEL)
                .writeTo(out);
        new BasicProperties.Builder()
                .messageId(id)
                .build()
                .toFrame(CHANNEL, body.length)
                .writeTo(out);
        for (String part : parts) {
            if (!part.isEmpty()) {
                new Frame(BODY, CHANNEL, part.getBytes(UTF_8)).writeTo(out);
            }
        }
    }
}
