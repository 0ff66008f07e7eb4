package io.caelum.network.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.network.DhcpAgentRpc;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.RouterAgentRpc;
import io.caelum.platform.contract.network.RouterPlan;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The agents on network nodes. As with other agents a message to them is a hint: it is repeated until they answer. */
@ApplicationScoped
public class NodeClient {

    private static final Logger LOG = Logger.getLogger(NodeClient.class);

    private final RouterAgentRpc routers;
    private final DhcpAgentRpc networks;

    @Inject
    NodeClient(Bus bus) {
        routers = bus.client(RouterAgentRpc.class);
        networks = bus.client(DhcpAgentRpc.class);
    }

    public void router(String host, RouterPlan plan) {
        send(host, plan.routerId(), routers.routerChanged(host, plan));
    }

    public void routerRemoved(String host, UUID id, long revision) {
        send(host, id, routers.routerRemoved(host, id, revision));
    }

    public void network(String host, DhcpPlan plan) {
        send(host, plan.networkId(), networks.networkChanged(host, plan));
    }

    public void networkRemoved(String host, UUID id, long revision) {
        send(host, id, networks.networkRemoved(host, id, revision));
    }

    private static void send(String host, UUID id, Uni<Void> message) {
        message.subscribe()
                .with(
                        sent -> {},
                        failure -> LOG.infof(
                                "a network node could not be told; it will be again, host=%s resource_id=%s error=%s",
                                host, id, failure.getMessage()));
    }
}
