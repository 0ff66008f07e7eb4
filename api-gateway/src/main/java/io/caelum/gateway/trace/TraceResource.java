package io.caelum.gateway.trace;

import io.caelum.gateway.GatewayPolicy;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.paging.Page;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What happened, and how long it took: the traces that the gateway remembers. */
@Path("/trace/v1")
@NonBlocking
public class TraceResource {

    private static final int MOST = 500;

    private final TraceStore store;

    TraceResource(TraceStore store) {
        this.store = store;
    }

    @GET
    @Path("servers/{id}")
    public TraceView ofServer(@PathParam("id") String id) {
        RequestContext caller = GatewayPolicy.TRACES_OF_OWN_PROJECT.check();
        return store.boot(id, visibleTo(caller), trace -> TraceView.ofBoot(id, trace))
                .orElseThrow(() -> Fault.notFound("No trace of the boot of server " + id
                        + " is known: there is no such server, or its trace has been forgotten to make room."));
    }

    @GET
    @Path("traces/{id}")
    public TraceView one(@PathParam("id") String id) {
        RequestContext caller = GatewayPolicy.TRACES_OF_OWN_PROJECT.check();
        return store.one(id, visibleTo(caller), TraceView::of)
                .orElseThrow(() -> Fault.notFound("Trace " + id + " is not known."));
    }

    @GET
    @Path("traces")
    public TraceView.Latest latest(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("project_id") @Nullable String project,
            @QueryParam("min_duration_ms") @Nullable String minimum,
            @QueryParam("error") @Nullable String error) {
        RequestContext caller = GatewayPolicy.TRACES_OF_OWN_PROJECT.check();
        Predicate<Trace> wanted = visibleTo(caller)
                .and(trace -> project == null || trace.projects().contains(project))
                .and(longerThan(minimum))
                .and(withError(error));
        int most = Page.of(limit, null, MOST).limit();
        boolean all = GatewayPolicy.TRACES_OF_ALL_PROJECTS.allows(caller);
        return new TraceView.Latest(store.latest(most, wanted, TraceView.Summary::of), all ? store.size() : null);
    }

    private static Predicate<Trace> visibleTo(RequestContext caller) {
        return GatewayPolicy.TRACES_OF_ALL_PROJECTS.allows(caller)
                ? trace -> true
                : trace -> trace.belongsTo(caller.projectId());
    }

    private static Predicate<Trace> longerThan(@Nullable String millis) {
        if (millis == null) {
            return trace -> true;
        }
        try {
            long nanos = Math.multiplyExact(Long.parseLong(millis), 1_000_000L);
            return trace -> trace.endNanos() - trace.startNanos() >= nanos;
        } catch (ArithmeticException | NumberFormatException e) {
            throw Fault.badRequest(
                    "Invalid input for query parameter 'min_duration_ms': '" + millis + "' is not a whole number.");
        }
    }

    private static Predicate<Trace> withError(@Nullable String error) {
        return switch (error) {
            case null -> trace -> true;
            case "true" -> Trace::failed;
            case "false" -> trace -> !trace.failed();
            default ->
                throw Fault.badRequest(
                        "Invalid input for query parameter 'error': '" + error + "' is neither true nor false.");
        };
    }
}
