package io.caelum.network.qos;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;

@Entity
class BandwidthLimitRule {

    @Id
    UUID id;

    UUID qosPolicyId;
    String direction;
    int maxKbps;
    int maxBurstKbps;
}
