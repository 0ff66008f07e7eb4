package io.caelum.doctor.repair;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.ComputeRpc;
import io.caelum.platform.contract.compute.ExternalEvent;
import io.caelum.platform.contract.compute.TerminateRequest;
import io.caelum.platform.contract.network.NetworkAgentRpc;
import io.caelum.platform.contract.network.NetworkRpc;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the owners of things can be asked to do about them. Each may be asked twice. */
public final class Orders {

    private final ComputeRpc hosts;
    private final NetworkRpc network;
    private final NetworkAgentRpc agents;
    private final ComputeReportRpc compute;

    public Orders(Bus bus) {
        hosts = bus.client(ComputeRpc.class);
        network = bus.client(NetworkRpc.class);
        agents = bus.client(NetworkAgentRpc.class);
        compute = bus.client(ComputeReportRpc.class);
    }

    public void removeGuest(String host, UUID server, long generation) {
        hosts.terminateInstance(host, new TerminateRequest(server, generation))
                .await()
                .indefinitely();
    }

    public void releasePorts(UUID server) {
        network.releasePorts(server).await().indefinitely();
    }

    public void unwire(String host, UUID port, long generation) {
        agents.unwirePort(host, port, generation).await().indefinitely();
    }

    public void portIsGone(UUID server, UUID port) {
        var event = new ExternalEvent(
                "network-vif-deleted", server, Optional.of(port.toString()), Optional.of("completed"));
        compute.externalEvents(List.of(event)).await().indefinitely();
    }
}
