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

    static AgentView of(Agent agent, Instant aliveSince) {
        return new AgentView(
                agent.id,
                agent.agentType,
                agent.binaryName,
                agent.host,
                "network-agent",
                agent.heartbeatAt.isAfter(aliveSince),
                agent.adminStateUp,
                agent.configurations,
                TIME.format(agent.heartbeatAt),
                TIME.format(agent.startedAt),
                TIME.format(agent.createdAt),
                agent.description,
                Optional.empty(),
                Optional.empty());
    }
}
