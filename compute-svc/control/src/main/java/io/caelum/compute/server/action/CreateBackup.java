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

/** Makes an image of a server's disk and deletes older ones of the same kind. */
@ApplicationScoped
class CreateBackup implements ServerAction {

    private final TakingSnapshots snapshots;
    private final Asked asked;

    CreateBackup(TakingSnapshots snapshots, Asked asked) {
        this.snapshots = snapshots;
        this.asked = asked;
    }

    @Override
    public Set<String> names() {
        return Set.of("createBackup");
    }

    @Override
    public ComputePolicy policy(String name) {
        return ComputePolicy.SERVERS_CREATE_BACKUP;
    }

    @Override
    public Uni<Response> act(RequestContext who, UUID server, ActionRequest request) {
        Fields fields = request.arguments();
        String name = fields.requiredName("name");
        String type = fields.requiredText("backup_type", 0, 255);
        int keep = fields.requiredInteger("rotation", 0, Integer.MAX_VALUE);
        Map<String, String> metadata = fields.metadata("metadata").orElse(Map.of());
        fields.end();
        return snapshots
                .createBackup(who, server, name, type, keep, metadata)
                .map(image -> keep == 0 ? ServerAction.accepted() : ImageMade.answer(image, asked));
    }
}
