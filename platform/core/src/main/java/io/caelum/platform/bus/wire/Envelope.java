package io.caelum.platform.bus.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.InflaterInputStream;

/**
 * The outer form of all messages: {@code {"oslo.version": "2.0", "oslo.message": "<JSON text>"}}. The message is JSON
 * within JSON, encoded twice.
 */
public final class Envelope {

    private static final String VERSION = "2.0";
    private static final int LARGEST_INFLATED = 256 * 1024 * 1024;

    private Envelope() {}

    /** Writes the fields of the inner message. */
    public interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /**
     * The body of a message.
     *
     * @throws UncheckedIOException if a value cannot be written as JSON
     */
    public static byte[] encode(Content content) {
        byte[] message = encodeBare(content);
        try (var outer = new ByteArrayBuilder(message.length + 200)) {
            try (JsonGenerator json = WireJson.MAPPER.createGenerator(outer)) {
                json.writeStartObject();
                json.writeStringField("oslo.version", VERSION);
                json.writeFieldName("oslo.message");
                json.writeUTF8String(message, 0, message.length);
                json.writeEndObject();
            }
            return outer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The inner message alone, as the oldest peers send it. */
    public static byte[] encodeBare(Content content) {
        try (var inner = new ByteArrayBuilder(1_000)) {
            try (JsonGenerator json = WireJson.MAPPER.createGenerator(inner)) {
                json.writeStartObject();
                content.writeTo(json);
                json.writeEndObject();
            }
            return inner.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The inner message; a body without an envelope is one itself, as the oldest peers send it. */
    public static ObjectNode decode(BasicProperties properties, byte[] body) throws UndecodableException {
        try {
            JsonNode outer = read(inflated(properties, body));
            if (!(outer instanceof ObjectNode object)) {
                throw new UndecodableException("not a JSON object");
            }
            JsonNode version = object.get("oslo.version");
            JsonNode message = object.get("oslo.message");
            if (version == null || message == null) {
                return object;
            }
            if (!VERSION.equals(version.asText())) {
                throw new UndecodableException("envelope version " + version.asText() + ", not " + VERSION);
            }
            if (!message.isTextual() || !(WireJson.MAPPER.readTree(message.textValue()) instanceof ObjectNode inner)) {
                throw new UndecodableException("oslo.message is not the text of a JSON object");
            }
            return inner;
        } catch (IOException e) {
            throw new UndecodableException("not JSON", e);
        }
    }

    private static JsonNode read(byte[] body) throws IOException, UndecodableException {
        try {
            return WireJson.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UndecodableException("not JSON", e);
        }
    }

    /** What kombu calls gzip is the zlib format. */
    private static byte[] inflated(BasicProperties properties, byte[] body) throws IOException, UndecodableException {
        Map<String, Object> headers = properties.getHeaders();
        Object compression = headers == null ? null : headers.get("compression");
        if (compression == null) {
            return body;
        }
        if (!"application/x-gzip".equals(compression.toString())) {
            throw new UndecodableException("compressed as " + compression + ", which is not supported");
        }
        try (InputStream plain = new InflaterInputStream(new ByteArrayInputStream(body))) {
            byte[] bytes = plain.readNBytes(LARGEST_INFLATED + 1);
            if (bytes.length > LARGEST_INFLATED) {
                throw new UndecodableException("larger than " + LARGEST_INFLATED + " bytes when inflated");
            }
            return bytes;
        }
    }
}
