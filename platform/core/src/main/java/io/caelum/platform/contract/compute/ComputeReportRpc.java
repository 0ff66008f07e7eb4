package io.caelum.platform.contract.compute;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Cast;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What compute workers and the network service report to compute control. 1.3: hosts ask before they start a guest late. 1.2: how orders ended. 1.1: hosts tell when they
 * report, leave and return. 1.0: first.
 */
@RpcTopic(value = "compute-control", exchange = "nova", version = "1.3")
public interface ComputeReportRpc {

    /**
     * "I am here, and this is what I have": at start and every few seconds. A host that reports no more is down; a report
     * that waited for longer than until the next one would make a dead host look alive, so it does not keep.
     */
    @Cast(expiresMillis = 5_000)
    Uni<Void> reportHost(HostReport report);

    /**
     * The last report of a process that was told to stop: the host gets no new servers, and if it does not come back soon
     * its servers may be moved to others. What it reports later is the proof that it has come back.
     */
    @Call(timeoutMillis = 5_000)
    Uni<Void> hostLeaves(HostReport report);

    /**
     * A report, and the question which of its guests a host that has just started may run again: its servers may have been
     * deleted or moved to another host in the meantime. All other guests it removes.
     */
    @Call(timeoutMillis = 10_000)
    Uni<List<UUID>> hostReturns(HostReport report);

    /**
     * A host that has taken long with a build, or was told late, asks whether it may start the guest: the server may have
     * been given to another host in the meantime.
     *
     * @return until when it may be started without asking again; empty when the server is no longer this host's
     */
    @Call(timeoutMillis = 10_000)
    Uni<Optional<Instant>> mayStart(String host, UUID serverId, long generation);

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

    /** What a host was told to do to a guest is done, or cannot be. May come twice. */
    @Call(timeoutMillis = 10_000)
    Uni<Void> orderEnded(String host, OrderReport report);

    /** Events of other services, as {@code POST os-server-external-events} takes them. May come twice or early. */
    @Call(timeoutMillis = 10_000)
    Uni<Void> externalEvents(List<ExternalEvent> events);
}
