package io.caelum.network.floatingip;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** Ports of a floating address that lead to as many ports of an address behind it. */
@Entity
class PortForwarding {

    @Id
    UUID id;

    UUID floatingipId;
    UUID internalPortId;
    String internalIpAddress;
    String protocol;
    int externalPortFirst;
    int externalPortLast;
    int internalPortFirst;
    int internalPortLast;
    String description;
    Instant createdAt;

    /** Whether both want the same external port. */
    boolean meets(PortForwarding other) {
        return protocol.equals(other.protocol)
                && externalPortFirst <= other.externalPortLast
                && other.externalPortFirst <= externalPortLast;
    }
}
