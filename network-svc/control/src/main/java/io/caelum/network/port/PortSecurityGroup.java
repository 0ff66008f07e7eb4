package io.caelum.network.port;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import java.util.UUID;

/** The row that puts a port into a group. */
@Entity
@IdClass(PortSecurityGroup.Key.class)
class PortSecurityGroup {

    @Id
    UUID portId;

    @Id
    UUID securityGroupId;

    record Key(UUID portId, UUID securityGroupId) implements Serializable {}
}
