package io.caelum.compute.worker.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.HostReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Compute control, told and waited for. Each call fails when nobody has taken what was told. */
@ApplicationScoped
public class ComputeControlClient {

    private final ComputeReportRpc control;
    private final String host;

    @Inject
    ComputeControlClient(Bus bus, ProcessIdentity self) {
        this(bus.client(ComputeReportRpc.class), self.host());
    }

    ComputeControlClient(ComputeReportRpc control, String host) {
        this.control = control;
        this.host = host;
    }

    public void report(HostReport report) {
        control.reportHost(report).await().indefinitely();
    }

    public void spawned(UUID serverId, long generation) {
        control.instanceSpawned(host, serverId, generation).await().indefinitely();
    }

    public void failed(UUID serverId, long generation, String step, String reason, boolean elsewhere) {
        control.instanceFailed(host, serverId, generation, step, reason, elsewhere)
                .await()
                .indefinitely();
    }

    public void terminated(UUID serverId, long generation) {
        control.instanceTerminated(host, serverId, generation).await().indefinitely();
    }
}
