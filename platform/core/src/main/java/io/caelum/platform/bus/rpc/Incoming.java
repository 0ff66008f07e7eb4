package io.caelum.platform.bus.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import io.caelum.platform.bus.rpc.Contract.Argument;
import io.caelum.platform.bus.rpc.Contract.Operation;
import io.caelum.platform.bus.wire.WireJson;
import io.caelum.platform.context.RequestContext;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request as it came. Peers may leave nearly everything out (wire specification, section 6). */
record Incoming(ObjectNode message, BasicProperties properties, byte[] body) {

    private static final String CONTEXT = "_context_";

    /** The arguments do not fit the method; the text is for the caller. */
    static final class BadArguments extends Exception {
        BadArguments(String message) {
            super(message);
        }
    }

    String method() {
        return message.path("method").asText("");
    }

    @Nullable
    String namespace() {
        return text("namespace");
    }

    String version() {
        String version = text("version");
        return version == null ? (message.has("version") ? "None" : "1.0") : version;
    }

    /** Null for casts: they are not answered. */
    @Nullable
    String messageId() {
        return text("_reply_q") == null ? null : text("_msg_id");
    }

    @Nullable
    String replyQueue() {
        return text("_reply_q");
    }

    @Nullable
    String uniqueId() {
        return text("_unique_id");
    }

    /** Seconds within which the caller wants to hear that we are still at it; 0 if it does not. */
    double monitorSeconds() {
        return message.path("_timeout").asDouble(0);
    }

    @Nullable
    Instant deadline() {
        return Headers.deadline(properties);
    }

    RequestContext context() {
        return RequestContext.fromWire(sentContext());
    }

    private Map<String, Object> sentContext() {
        var wire = new LinkedHashMap<String, Object>();
        for (Map.Entry<String, JsonNode> field : message.properties()) {
            if (field.getKey().startsWith(CONTEXT)) {
                wire.put(field.getKey().substring(CONTEXT.length()), WireJson.plain(field.getValue()));
            }
        }
        return wire;
    }

    Object[] argumentsFor(Operation operation, @Nullable String host) throws BadArguments {
        JsonNode given = message.path("args");
        if (!given.isMissingNode() && !given.isObject()) {
            throw new BadArguments(operation.wireName() + "() takes its arguments by name");
        }
        var values = new Object[operation.method().getParameterCount()];
        if (operation.hostIndex() >= 0) {
            values[operation.hostIndex()] = host;
        }
        if (operation.contextIndex() >= 0) {
            values[operation.contextIndex()] = sentContext();
        }
        int known = 0;
        for (Argument argument : operation.arguments()) {
            JsonNode value = given.get(argument.wireName());
            if (value != null) {
                known++;
            }
            values[argument.index()] = valueOf(operation, argument, value);
        }
        if (given.size() > known) {
            refuseUnknown(operation, given);
        }
        return values;
    }

    private static @Nullable Object valueOf(Operation operation, Argument argument, @Nullable JsonNode value)
            throws BadArguments {
        if (value == null) {
            if (argument.isOptional()) {
                return Optional.empty();
            }
            throw new BadArguments(operation.wireName() + "() is missing the argument '" + argument.wireName() + "'");
        }
        if (value.isNull() && argument.type().isPrimitive()) {
            throw new BadArguments(
                    operation.wireName() + "(): argument '" + argument.wireName() + "' must not be null");
        }
        try {
            return WireJson.MAPPER.readerFor(argument.type()).readValue(value);
        } catch (IOException | RuntimeException e) {
            throw new BadArguments(operation.wireName() + "(): argument '" + argument.wireName()
                    + "' does not fit the type " + argument.type().getRawClass().getSimpleName());
        }
    }

    private static void refuseUnknown(Operation operation, JsonNode given) throws BadArguments {
        for (Map.Entry<String, JsonNode> field : given.properties()) {
            if (operation.arguments().stream().noneMatch(a -> a.wireName().equals(field.getKey()))) {
                throw new BadArguments(
                        operation.wireName() + "() got an unexpected keyword argument '" + field.getKey() + "'");
            }
        }
    }

    private @Nullable String text(String field) {
        JsonNode value = message.get(field);
        return value == null || value.isNull() ? null : value.asText();
    }
}
