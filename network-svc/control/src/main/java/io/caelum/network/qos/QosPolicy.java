package io.caelum.network.qos;

import io.caelum.network.standard.StandardAttributes;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

@Entity
class QosPolicy extends StandardAttributes {

    @Id
    UUID id;

    String projectId;
    String name;
    boolean shared;
    boolean isDefault;

    static QosPolicy requested(String projectId, CreateQosPolicy wanted, Instant now) {
        var policy = new QosPolicy();
        policy.id = UUID.randomUUID();
        policy.projectId = projectId;
        policy.name = wanted.name();
        policy.description = wanted.description();
        policy.shared = wanted.shared();
        policy.isDefault = wanted.isDefault();
        policy.created(now);
        return policy;
    }
}
