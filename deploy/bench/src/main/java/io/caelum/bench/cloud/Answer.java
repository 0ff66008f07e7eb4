package io.caelum.bench.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/** What a request got. */
public record Answer(String request, int status, String text) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 300;

    /** Fails with what the cloud said unless it said yes. */
    public Answer orThrow() {
        if (status >= 400) {
            throw new Refused(request + " answered " + status + ": "
                    + text.strip().substring(0, Math.min(LONGEST, text.strip().length())));
        }
        return this;
    }

    /** Missing where the body is no JSON. */
    public JsonNode body() {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    public String id(String kind) {
        return body().path(kind).path("id").asText();
    }

    /** The cloud said no. */
    public static final class Refused extends RuntimeException {
        public Refused(String message) {
            super(message);
        }
    }
}
