package io.caelum.network.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.ExternalEvent;
import io.caelum.platform.contract.compute.ServerLookupRpc;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
public class ComputeClient {

    private final ComputeReportRpc compute;
    private final ServerLookupRpc servers;

    @Inject
    ComputeClient(Bus bus) {
        compute = bus.client(ComputeReportRpc.class);
        servers = bus.client(ServerLookupRpc.class);
    }

    /** Completes when compute has answered. */
    public Uni<Void> tell(ExternalEvent event) {
        return compute.externalEvents(List.of(event));
    }

    /** Those of these servers that are not deleted. */
    public Uni<List<UUID>> living(List<UUID> ids) {
        return servers.living(ids);
    }
}
