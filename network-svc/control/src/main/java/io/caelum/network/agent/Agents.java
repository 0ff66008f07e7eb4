package io.caelum.network.agent;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.listing.Listing;
import io.caelum.network.listing.Where;
import io.caelum.platform.contract.network.AgentState;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who has reported, and when last. */
@ApplicationScoped
public class Agents {

    private static final String REPORT = """
            insert into agent (id, agent_type, host, binary_name, description, admin_state_up, configurations,
                started_at, created_at, heartbeat_at)
            values (:id, :type, :host, :binary, '', true, :configurations, :started, :now, :now)
            on conflict (agent_type, host) do update set binary_name = excluded.binary_name,
                configurations = excluded.configurations, started_at = excluded.started_at,
                heartbeat_at = greatest(agent.heartbeat_at, excluded.heartbeat_at)
            """;

    @Inject
    Db db;

    @Inject
    Clock clock;

    @Inject
    AgentSettings settings;

    /** The time of the report is ours: clocks of hosts may differ. */
    public Uni<Void> report(AgentState state) {
        return db.withTransaction(tx -> tx.session()
                        .createNativeQuery(REPORT)
                        .setParameter("id", UUID.randomUUID())
                        .setParameter("type", state.agentType())
                        .setParameter("host", state.host())
                        .setParameter("binary", state.binary())
                        .setParameter("configurations", RowJson.write(state.configurations()))
                        .setParameter("started", state.startedAt())
                        .setParameter("now", clock.instant())
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<List<Agent>> list(Tx tx, ListRequest request) {
        return listing().list(tx, request, new Where());
    }

    Uni<Agent> require(Tx tx, UUID id) {
        return tx.session().get(Agent.class, id).onItem().ifNull().failWith(() -> NetworkFaults.agentNotFound(id));
    }

    /** Who has not reported since then is down. */
    Instant aliveSince() {
        return clock.instant().minus(settings.agentDownAfter());
    }

    private Listing<Agent> listing() {
        return Listing.ofPlain(Agent.class, NetworkFaults::agentNotFound)
                .uuid("id", "e.id")
                .text("agent_type", "e.agentType")
                .text("host", "e.host")
                .text("binary", "e.binaryName")
                .flag("admin_state_up", "e.adminStateUp")
                .filter("alive", this::alive);
    }

    private void alive(Where where, List<String> values) {
        boolean wanted = values.stream().anyMatch(value -> value.equalsIgnoreCase("true") || value.equals("1"));
        where.and("e.heartbeatAt " + (wanted ? "> " : "<= ") + where.parameter(aliveSince()));
    }
}
