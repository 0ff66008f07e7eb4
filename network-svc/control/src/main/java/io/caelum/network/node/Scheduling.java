package io.caelum.network.node;

import io.caelum.network.agent.AgentViews;
import io.caelum.network.port.DevicePorts;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What administrators see and change of who hosts what. */
@ApplicationScoped
public class Scheduling {

    @Inject
    Db db;

    @Inject
    NodeHosting hosting;

    @Inject
    DevicePorts ports;

    @Inject
    AgentViews agents;

    /** The agent that has it; none or one. */
    public Uni<List<Object>> agentsOf(Tx tx, NodeKind kind, UUID resource) {
        return hosting.hostOf(tx, resource)
                .chain(host -> host.isPresent()
                        ? agents.onHost(tx, kind.agentType(), host.get())
                        : Uni.createFrom().item(List.of()));
    }

    /** Ids of what an agent has. */
    public Uni<List<UUID>> on(Tx tx, NodeKind kind, UUID agent) {
        return agents.hostOf(tx, agent, kind.agentType()).chain(host -> hosting.on(tx, kind, host));
    }

    /** @param require fails unless the resource exists */
    public Uni<Void> give(NodeKind kind, UUID agent, UUID resource, Function<Tx, Uni<?>> require) {
        return ports.making(tx -> agents.hostOf(tx, agent, kind.agentType())
                .chain(host -> require.apply(tx).chain(() -> hosting.give(tx, kind, resource, host))));
    }

    public Uni<Void> take(NodeKind kind, UUID agent, UUID resource) {
        return db.withTransaction(
                tx -> agents.hostOf(tx, agent, kind.agentType()).chain(host -> hosting.take(tx, kind, resource, host)));
    }
}
