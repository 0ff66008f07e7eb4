package io.caelum.network.floatingip;

import io.caelum.network.standard.StandardAttributes;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "floatingip")
class FloatingIp extends StandardAttributes {

    static final String ACTIVE = "ACTIVE";
    static final String DOWN = "DOWN";

    @Id
    UUID id;

    String projectId;
    UUID floatingNetworkId;
    UUID floatingPortId;
    String floatingIpAddress;

    @Nullable
    UUID fixedPortId;

    @Nullable
    String fixedIpAddress;

    @Nullable
    UUID routerId;

    String status;

    static FloatingIp requested(UUID id, String projectId, CreateFloatingIp wanted, Instant now) {
        var floating = new FloatingIp();
        floating.id = id;
        floating.projectId = projectId;
        floating.description = wanted.description();
        floating.floatingNetworkId = wanted.networkId();
        floating.status = DOWN;
        floating.created(now);
        return floating;
    }

    void leadsTo(Target target) {
        fixedPortId = target.portId();
        fixedIpAddress = target.ip();
        routerId = target.routerId();
        status = ACTIVE;
    }

    void isFree() {
        fixedPortId = null;
        fixedIpAddress = null;
        routerId = null;
        status = DOWN;
    }

    Optional<UUID> router() {
        return Optional.ofNullable(routerId);
    }
}
