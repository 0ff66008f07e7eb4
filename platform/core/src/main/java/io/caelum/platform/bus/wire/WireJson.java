package io.caelum.platform.bus.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * JSON as it stands in messages: snake_case names, ISO instants, {@code null} for an empty {@code Optional}. Fields that
 * the reader does not know are passed over and missing ones read as absent, so that peers of different age understand
 * each other.
 */
public final class WireJson {

    /** The names and rules of messages. */
    public static final ObjectMapper MAPPER = mapper();

    private static final int LONGEST_TEXT = 128 * 1024 * 1024;

    private WireJson() {}

    /** {@code getImage} is {@code get_image} on the wire. */
    public static String snakeCase(String javaName) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(javaName);
    }

    /** A value of any kind as plain Java: text, number, list, map, null. */
    public static @Nullable Object plain(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue();
            case BOOLEAN -> value.booleanValue();
            case NULL, MISSING -> null;
            default -> MAPPER.convertValue(value, Object.class);
        };
    }

    private static ObjectMapper mapper() {
        // A message is a text within a text: the limit must be above what the broker carries.
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(LONGEST_TEXT)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .addModules(new Jdk8Module(), new JavaTimeModule(), pythonTimes())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    private static SimpleModule pythonTimes() {
        return new SimpleModule().addDeserializer(Instant.class, new PythonInstant());
    }

    /** Python writes UTC without a zone. */
    private static final class PythonInstant extends StdScalarDeserializer<Instant> {

        PythonInstant() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getText().replace(' ', 'T');
            try {
                return hasZone(text)
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time in ISO form");
            }
        }

        private static boolean hasZone(String text) {
            int endOfDate = "2026-01-01".length();
            return text.endsWith("Z") || text.lastIndexOf('+') > endOfDate || text.lastIndexOf('-') >= endOfDate;
        }
    }
}
