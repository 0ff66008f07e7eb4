package io.caelum.platform.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.platform.context.RequestContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One workflow as a step sees it.
 *
 * @param resourceId what it is about, e.g. the server
 * @param data what the steps have found out so far; stored as JSON with the row
 * @param context of the request that started it
 * @param generation counts up with each lease: what an older lease does is refused
 * @param attempt counts the tries of this step, from 1
 * @param signals all that arrived, oldest first
 */
public record Run<D>(
        UUID workflowId,
        UUID resourceId,
        D data,
        RequestContext context,
        long generation,
        int attempt,
        List<Signal> signals) {

    /** @param payload JSON, may be null */
    public record Signal(String name, JsonNode payload) {}

    /** The newest signal of that name. */
    public Optional<Signal> signal(String name) {
        return signals.stream().filter(s -> s.name().equals(name)).reduce((a, b) -> b);
    }
}
