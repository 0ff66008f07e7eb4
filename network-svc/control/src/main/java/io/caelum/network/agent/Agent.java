package io.caelum.network.agent;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.platform.data.JsonColumn;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

@Entity
class Agent {

    @Id
    UUID id;

    String agentType;
    String host;
    String binaryName;
    String description;
    boolean adminStateUp;

    @Convert(converter = Configurations.class)
    Map<String, Object> configurations;

    Instant startedAt;
    Instant createdAt;
    Instant heartbeatAt;

    static class Configurations extends JsonColumn<Map<String, Object>> {
        Configurations() {
            super(new TypeReference<>() {});
        }
    }
}
