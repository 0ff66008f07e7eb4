package io.caelum.network.wiring;

import io.caelum.network.agent.AgentSettings;
import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes bindings: numbers them and looks who is on the host. */
@ApplicationScoped
public class HostBindings {

    private static final String BIND = """
            select nextval('binding_generation'), (select a.configurations from agent a
                where a.host = :host and a.admin_state_up and a.heartbeat_at > :alive
                    and a.agent_type not in ('L3 agent', 'DHCP agent')
                order by a.heartbeat_at desc limit 1)
            """;

    @Inject
    WiringSettings settings;

    @Inject
    AgentSettings agents;

    @Inject
    Clock clock;

    public Uni<HostBinding> on(Tx tx, String host) {
        Instant now = clock.instant();
        return tx.session()
                .createNativeQuery(BIND, Object[].class)
                .setParameter("host", host)
                .setParameter("alive", now.minus(agents.agentDownAfter()))
                .getSingleResult()
                .map(row -> new HostBinding(
                        host,
                        ((Number) row[0]).longValue(),
                        mechanism((String) row[1]),
                        now.plus(settings.wireRepeatAfter())));
    }

    /** When an agent that is told now is told again, unless it has reported by then. */
    public Instant repeatAt() {
        return clock.instant().plus(settings.wireRepeatAfter());
    }

    private static Optional<String> mechanism(@Nullable String configurations) {
        return Optional.ofNullable(configurations)
                .map(json -> RowJson.tree(json).path("mechanism").asText("unknown"));
    }
}
