package io.caelum.gateway.trace;

import io.caelum.gateway.GatewayPolicy;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.paging.Page;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.function.Predicate;

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
    public TraceView.Latest latest(@BeanParam TraceFilter filter) {
        RequestContext caller = GatewayPolicy.TRACES_OF_OWN_PROJECT.check();
        boolean all = GatewayPolicy.TRACES_OF_ALL_PROJECTS.allows(caller);
        Page page = filter.page(MOST);
        var found = store.latest(
                page.limit() + 1, page.marker(), visibleTo(caller).and(filter.predicate()), TraceView.Summary::of);
        boolean more = found.size() > page.limit() && page.limit() > 0;
        var traces = found.subList(0, Math.min(found.size(), page.limit()));
        return new TraceView.Latest(
                traces, more ? traces.getLast().traceId() : null, store.lost(), all ? store.size() : null);
    }

    private static Predicate<Trace> visibleTo(RequestContext caller) {
        return GatewayPolicy.TRACES_OF_ALL_PROJECTS.allows(caller)
                ? trace -> true
                : trace -> trace.belongsTo(caller.projectId());
    }
}
