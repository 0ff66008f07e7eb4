package io.caelum.platform.contract.compute;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Cast;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** What compute workers and the network service report to compute control. 1.0: first. */
@RpcTopic(value = "compute-control", exchange = "nova", version = "1.0")
public interface ComputeReportRpc {

    /** "I am here, and this is what I have": at start and every few seconds. A host that reports no more is down. */
    @Cast
    Uni<Void> reportHost(HostReport report);

    /** The guest runs. May come twice. */
    @Call(timeoutMillis = 10_000)
    Uni<Void> instanceSpawned(String host, UUID serverId, long generation);

    /**
     * The guest could not be built; nothing of it is left on the host.
     *
     * @param step which step of the worker failed, e.g. {@code fetch-image}
     * @param reason a sentence for the user
     * @param elsewhere true when another host may do better
     */
    @Call(timeoutMillis = 10_000)
    Uni<Void> instanceFailed(
            String host, UUID serverId, long generation, String step, String reason, boolean elsewhere);

    /** Nothing of the guest is left on the host. May come twice. */
    @Call(timeoutMillis = 10_000)
    Uni<Void> instanceTerminated(String host, UUID serverId, long generation);

    /** Events of other services, as {@code POST os-server-external-events} takes them. May come twice or early. */
    @Call(timeoutMillis = 10_000)
    Uni<Void> externalEvents(List<ExternalEvent> events);
}
