package io.caelum.network.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.network.listing.Answers.Identified;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
record AgentView(
        UUID id,
        String agentType,
        String binary,
        String host,
        String topic,
        boolean alive,
        boolean adminStateUp,
        Map<String, Object> configurations,
        String heartbeatTimestamp,
        String startedAt,
        String createdAt,
        String description,
        Optional<String> availabilityZone,
        Optional<Boolean> resourcesSynced)
        implements Identified {

    /** The form of this resource's times differs from all others. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** Where its messages go. */
    private static String topic(String type) {
        return switch (type) {
            case "L3 agent" -> "l3-agent";
            case "DHCP agent" -> "dhcp-agent";
            default -> "network-agent";
        };
    }

    /** Network nodes are in a zone, as in Neutron; other agents are in none. */
    static @Nullable String zone(Agent agent) {
        boolean node = agent.agentType.equals("L3 agent") || agent.agentType.equals("DHCP agent");
        return node ? String.valueOf(agent.configurations.getOrDefault("availability_zone", "nova")) : null;
    }

    static AgentView of(Agent agent, Instant aliveSince) {
        return new AgentView(
                agent.id,
                agent.agentType,
                agent.binaryName,
                agent.host,
                topic(agent.agentType),
                agent.heartbeatAt.isAfter(aliveSince),
                agent.adminStateUp,
                agent.configurations,
                TIME.format(agent.heartbeatAt),
                TIME.format(agent.startedAt),
                TIME.format(agent.createdAt),
                agent.description,
                Optional.ofNullable(zone(agent)),
                Optional.empty());
    }
}
