package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the agents of a network node ask and report. Served by every network control; that they live they tell by {@link
 * NetworkAgentReportRpc#reportState}, one report for each kind of agent. 1.0: first.
 */
@RpcTopic(value = "network-reports", exchange = "neutron", namespace = "node", version = "1.0")
public interface NodeReportRpc {

    /** All routers that should run on a host. */
    @Call(timeoutMillis = 20_000)
    Uni<List<RouterPlan>> routersOf(String host);

    /** All networks that should be served on a host. */
    @Call(timeoutMillis = 20_000)
    Uni<List<DhcpPlan>> dhcpNetworksOf(String host);

    /** The plan of a router is in place ({@code error} empty) or cannot be. May come twice. */
    @Call(timeoutMillis = 10_000)
    Uni<Void> routerReady(String host, UUID routerId, long revision, Optional<String> error);

    /** The same for a network's addresses and metadata. May come twice. */
    @Call(timeoutMillis = 10_000)
    Uni<Void> dhcpReady(String host, UUID networkId, long revision, Optional<String> error);
}
