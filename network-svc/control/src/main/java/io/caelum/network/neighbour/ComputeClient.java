package io.caelum.network.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.ExternalEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

@ApplicationScoped
public class ComputeClient {

    private final ComputeReportRpc compute;

    @Inject
    ComputeClient(Bus bus) {
        compute = bus.client(ComputeReportRpc.class);
    }

    /** Completes when compute has answered. */
    public Uni<Void> tell(ExternalEvent event) {
        return compute.externalEvents(List.of(event));
    }
}
