package io.caelum.network.surroundings;

import io.caelum.network.agent.AgentSettings;
import io.caelum.platform.contract.network.TunnelPeer;
import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/** Who has tunnels: agents that live and report a {@code tunneling_ip}. */
@ApplicationScoped
class Tunnels {

    private static final String ALIVE = """
            select host, configurations from agent
            where heartbeat_at > :alive and configurations like '%"tunneling_ip"%' order by host
            """;

    @Inject
    AgentSettings settings;

    @Inject
    Clock clock;

    Uni<List<TunnelPeer>> alive(Tx tx) {
        return tx.session()
                .createNativeQuery(ALIVE, Object[].class)
                .setParameter("alive", clock.instant().minus(settings.agentDownAfter()))
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new TunnelPeer((String) row[0], address((String) row[1])))
                        .filter(peer -> !peer.ipAddress().isEmpty())
                        .distinct()
                        .toList());
    }

    private static String address(String configurations) {
        return RowJson.tree(configurations).path("tunneling_ip").asText("");
    }
}
