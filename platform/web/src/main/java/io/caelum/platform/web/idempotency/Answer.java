package io.caelum.platform.web.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An answer as the resource gave it, before headers were added that every answer gets. */
record Answer(int status, Map<String, List<String>> headers, Optional<String> body) {

    private static final String REPLAYED = "Idempotency-Replayed";

    static Answer of(ContainerResponseContext response, ObjectMapper json) {
        var headers = new LinkedHashMap<String, List<String>>(response.getStringHeaders());
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        headers.remove(HttpHeaders.CONTENT_TYPE);
        return new Answer(
                response.getStatus(),
                headers,
                Optional.ofNullable(response.getEntity()).map(e -> text(e, json)));
    }

    private static String text(Object entity, ObjectMapper json) {
        try {
            return entity instanceof String text ? text : json.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    String write(ObjectMapper json) {
        try {
            return json.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Answer read(String text, ObjectMapper json) {
        try {
            return json.readValue(text, Answer.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    Response again() {
        var response = Response.status(status).header(REPLAYED, "true");
        headers.forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        body.ifPresent(text -> response.entity(text).type(MediaType.APPLICATION_JSON_TYPE));
        return response.build();
    }
}
