package io.caelum.network.agent;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/** The availability zones in which network nodes are. */
@ApplicationScoped
public class AgentZones {

    /**
     * @param resource {@code network} or {@code router}
     * @param state {@code available} or {@code unavailable}
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Zone(String name, String resource, String state) {}

    public Uni<List<Zone>> all(Tx tx) {
        return tx.session()
                .createSelectionQuery(
                        "from Agent a where a.agentType in ('L3 agent', 'DHCP agent') order by a.id", Agent.class)
                .getResultList()
                .map(agents -> agents.stream().map(AgentZones::zone).distinct().toList());
    }

    private static Zone zone(Agent agent) {
        return new Zone(
                Objects.requireNonNull(AgentView.zone(agent)),
                agent.agentType.equals("L3 agent") ? "router" : "network",
                agent.adminStateUp ? "available" : "unavailable");
    }
}
