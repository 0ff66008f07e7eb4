package io.caelum.compute.server.action;

import io.caelum.compute.http.Asked;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.RandomTexts;
import io.caelum.compute.server.RebuildWanted;
import io.caelum.compute.server.ServerReader;
import io.caelum.compute.server.rebuild.Rebuilds;
import io.caelum.platform.context.RequestContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;

/** Gives a server a new disk, made from an image. */
@ApplicationScoped
class RebuildAction implements ServerAction {

    private final Rebuilds rebuilds;
    private final ServerReader reader;
    private final Asked asked;

    RebuildAction(Rebuilds rebuilds, ServerReader reader, Asked asked) {
        this.rebuilds = rebuilds;
        this.reader = reader;
        this.asked = asked;
    }

    @Override
    public Set<String> names() {
        return Set.of("rebuild");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.SERVERS_REBUILD;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        RebuildWanted wanted = RebuildWanted.of(request.arguments(), asked.version());
        String password = wanted.adminPass().orElseGet(RandomTexts::password);
        return rebuilds.begin(who, server, wanted)
                .chain(() -> reader.rebuilt(who, server, asked, password))
                .map(view -> Response.accepted(view)
                        .header(HttpHeaders.LOCATION, asked.links().self("servers", server.toString()))
                        .build());
    }
}
