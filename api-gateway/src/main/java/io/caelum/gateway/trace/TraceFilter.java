package io.caelum.gateway.trace;

import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.paging.Page;
import jakarta.ws.rs.QueryParam;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which traces a client wants to see, as the query says it. */
public class TraceFilter {

    @QueryParam("limit")
    @Nullable
    String limit;

    @QueryParam("marker")
    @Nullable
    String marker;

    @QueryParam("project_id")
    @Nullable
    String project;

    /** The beginning of an id, or a part of a name. */
    @QueryParam("server")
    @Nullable
    String server;

    @QueryParam("workflow")
    @Nullable
    String workflow;

    @QueryParam("min_duration_ms")
    @Nullable
    String minimum;

    @QueryParam("error")
    @Nullable
    String error;

    /** Whether requests that change nothing are wanted too. */
    @QueryParam("reads")
    @Nullable
    String reads;

    Page page(int maximum) {
        return Page.of(limit, marker, maximum);
    }

    Predicate<Trace> predicate() {
        Boolean failed = truth("error", error);
        Boolean reading = truth("reads", reads);
        long nanos = nanos(minimum);
        return trace -> (project == null || trace.projects().contains(project))
                && (workflow == null || trace.workflows().contains(workflow))
                && (failed == null || trace.failed() == failed)
                && (!Boolean.FALSE.equals(reading) || !trace.onlyReads())
                && trace.endNanos() - trace.startNanos() >= nanos
                && (server == null || isAbout(trace, server.toLowerCase(Locale.ROOT)));
    }

    private static boolean isAbout(Trace trace, String server) {
        return any(trace.servers(), id -> id.startsWith(server))
                || any(
                        trace.serverNames(),
                        name -> name.toLowerCase(Locale.ROOT).contains(server));
    }

    private static boolean any(Set<String> texts, Predicate<String> wanted) {
        return texts.stream().anyMatch(wanted);
    }

    private static long nanos(@Nullable String millis) {
        if (millis == null) {
            return 0;
        }
        try {
            return Math.multiplyExact(Long.parseLong(millis), 1_000_000L);
        } catch (ArithmeticException | NumberFormatException e) {
            throw Fault.badRequest(
                    "Invalid input for query parameter 'min_duration_ms': '" + millis + "' is not a whole number.");
        }
    }

    private static @Nullable Boolean truth(String key, @Nullable String value) {
        return switch (value) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default ->
                throw Fault.badRequest(
                        "Invalid input for query parameter '" + key + "': '" + value + "' is neither true nor false.");
        };
    }
}
