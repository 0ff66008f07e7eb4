package io.caelum.network.agent;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Agents as other features name and show them. */
@ApplicationScoped
public class AgentViews {

    @Inject
    Agents agents;

    /** The host of an agent of that type; an agent of another type is refused. */
    public Uni<String> hostOf(Tx tx, UUID id, String type) {
        return agents.require(tx, id).map(agent -> {
            if (!agent.agentType.equals(type)) {
                throw NetworkFaults.conflict(
                        type.equals("L3 agent") ? "InvalidL3Agent" : "InvalidDHCPAgent",
                        "Agent " + id + " is not a valid " + type + ": it is a " + agent.agentType + ".");
            }
            return agent.host;
        });
    }

    /** The agent of that type on a host, as the API shows it. */
    public Uni<List<Object>> onHost(Tx tx, String type, String host) {
        return tx.session()
                .createSelectionQuery("from Agent a where a.agentType = :type and a.host = :host", Agent.class)
                .setParameter("type", type)
                .setParameter("host", host)
                .getResultList()
                .map(found -> found.stream()
                        .<Object>map(agent -> AgentView.of(agent, agents.aliveSince()))
                        .toList());
    }
}
