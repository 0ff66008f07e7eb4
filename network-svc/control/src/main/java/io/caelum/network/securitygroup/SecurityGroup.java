package io.caelum.network.securitygroup;

import io.caelum.network.standard.StandardAttributes;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

@Entity
class SecurityGroup extends StandardAttributes {

    static final String DEFAULT_NAME = "default";

    @Id
    UUID id;

    String projectId;
    String name;
    boolean stateful;
    boolean isDefault;

    static SecurityGroup requested(String projectId, CreateSecurityGroup wanted, Instant now) {
        var group = new SecurityGroup();
        group.id = UUID.randomUUID();
        group.projectId = projectId;
        group.name = wanted.name();
        group.description = wanted.description();
        group.stateful = wanted.stateful();
        group.created(now);
        return group;
    }
}
