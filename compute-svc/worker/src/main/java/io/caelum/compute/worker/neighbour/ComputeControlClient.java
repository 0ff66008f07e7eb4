package io.caelum.compute.worker.neighbour;

import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.HostReport;
import io.caelum.platform.contract.compute.OrderReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Compute control, told and waited for. Each call fails when nobody has taken what was told. */
public final class ComputeControlClient {

    private final ComputeReportRpc control;
    private final String host;

    /** @param host on whose behalf it is told */
    public ComputeControlClient(ComputeReportRpc control, String host) {
        this.control = control;
        this.host = host;
    }

    public void report(HostReport report) {
        control.reportHost(report).await().indefinitely();
    }

    /** Which of the guests in the report may run again here. */
    public List<UUID> comeBack(HostReport report) {
        return control.hostReturns(report).await().indefinitely();
    }

    public void leave(HostReport report) {
        control.hostLeaves(report).await().indefinitely();
    }

    /** Until when a guest may be started here; empty when its server is no longer this host's. */
    public Optional<Instant> mayStart(UUID serverId, long generation) {
        return control.mayStart(host, serverId, generation).await().indefinitely();
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

    public void orderEnded(OrderReport report) {
        control.orderEnded(host, report).await().indefinitely();
    }
}
