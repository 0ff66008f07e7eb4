package io.caelum.compute.server.action;

import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Fields;
import io.caelum.compute.policy.ComputePolicy;
import io.caelum.compute.server.snapshot.TakingSnapshots;
import io.caelum.platform.context.RequestContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Makes an image of a server's disk. */
@ApplicationScoped
class CreateImage implements ServerAction {

    private final TakingSnapshots snapshots;
    private final Asked asked;

    CreateImage(TakingSnapshots snapshots, Asked asked) {
        this.snapshots = snapshots;
        this.asked = asked;
    }

    @Override
    public Set<String> names() {
        return Set.of("createImage");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.SERVERS_CREATE_IMAGE;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        Fields fields = request.arguments();
        String name = fields.requiredName("name");
        Map<String, String> metadata = fields.metadata("metadata").orElse(Map.of());
        fields.end();
        return snapshots.createImage(who, server, name, metadata).map(image -> ImageMade.answer(image, asked));
    }
}
