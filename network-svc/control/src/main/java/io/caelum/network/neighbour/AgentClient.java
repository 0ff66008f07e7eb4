package io.caelum.network.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.network.NetworkAgentRpc;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.data.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The agents on the hosts. A message to them is a hint: what has to be wired stands in the rows, is told again by a
 * sweep until the agent has reported, and an agent that starts asks for all of it.
 */
@ApplicationScoped
public class AgentClient {

    private static final Logger LOG = Logger.getLogger(AgentClient.class);

    private final NetworkAgentRpc agents;

    @Inject
    AgentClient(Bus bus) {
        agents = bus.client(NetworkAgentRpc.class);
    }

    public void wireAfter(Tx tx, String host, PortWiring wiring) {
        tx.afterCommit(() -> wire(host, wiring));
    }

    public void unwireAfter(Tx tx, String host, UUID portId, long generation) {
        tx.afterCommit(() -> agents.unwirePort(host, portId, generation)
                .subscribe()
                .with(sent -> {}, failure -> notSent("unwire", host, portId, failure)));
    }

    public void wire(String host, PortWiring wiring) {
        agents.wirePort(host, wiring)
                .subscribe()
                .with(sent -> {}, failure -> notSent("wire", host, wiring.portId(), failure));
    }

    private static void notSent(String what, String host, UUID portId, Throwable failure) {
        LOG.infof(
                "the agent could not be told; it will be again, action=%s host=%s port_id=%s error=%s",
                what, host, portId, failure.getMessage());
    }
}
