package io.caelum.network.network;

import io.caelum.network.segment.NetworkType;
import io.caelum.network.segment.Segment;
import io.caelum.network.standard.StandardAttributes;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

@Entity
class Network extends StandardAttributes {

    @Id
    UUID id;

    String projectId;
    String name;
    boolean adminStateUp;
    boolean shared;
    boolean external;
    boolean portSecurityEnabled;
    int mtu;
    String networkType;
    String physicalNetwork;
    long segmentationId;

    @Nullable
    UUID qosPolicyId;

    /** As in {@code BandwidthLimits}; null without any. */
    @Formula("(select string_agg(l.direction || ':' || l.max_kbps || ':' || l.max_burst_kbps, ',' order by l.direction)"
            + " from bandwidth_limit_rule l where l.qos_policy_id = qos_policy_id)")
    @Nullable
    String limits;

    /** Ids of the subnets, oldest first, joined with commas; null without any. */
    @Formula("(select string_agg(cast(s.id as varchar), ',' order by s.created_at, s.id)"
            + " from subnet s where s.network_id = id)")
    @Nullable
    String subnetIds;

    static Network requested(UUID id, String projectId, CreateNetwork wanted, Segment segment, int mtu, Instant now) {
        var network = new Network();
        network.id = id;
        network.projectId = projectId;
        network.name = wanted.name();
        network.description = wanted.description();
        network.adminStateUp = wanted.adminStateUp();
        network.shared = wanted.shared();
        network.external = wanted.external();
        network.portSecurityEnabled = wanted.portSecurityEnabled();
        network.mtu = mtu;
        network.networkType = segment.type().wireName();
        network.physicalNetwork = segment.physicalNetwork().orElse("");
        network.segmentationId = segment.segmentationId().orElse(0L);
        network.qosPolicyId =
                wanted.qosPolicyId() == null ? null : wanted.qosPolicyId().orElse(null);
        network.created(now);
        return network;
    }

    NetworkType type() {
        return NetworkType.named(networkType).orElseThrow();
    }

    Optional<String> knownPhysicalNetwork() {
        return physicalNetwork.isEmpty() ? Optional.empty() : Optional.of(physicalNetwork);
    }

    Optional<Long> knownSegmentationId() {
        return segmentationId == 0 ? Optional.empty() : Optional.of(segmentationId);
    }

    List<UUID> subnets() {
        return subnetIds == null
                ? List.of()
                : Arrays.stream(subnetIds.split(",")).map(UUID::fromString).toList();
    }

    NetworkFacts facts() {
        return new NetworkFacts(
                id,
                projectId,
                name,
                mtu,
                shared,
                external,
                portSecurityEnabled,
                networkType,
                knownPhysicalNetwork(),
                knownSegmentationId(),
                subnets(),
                Optional.ofNullable(limits));
    }
}
