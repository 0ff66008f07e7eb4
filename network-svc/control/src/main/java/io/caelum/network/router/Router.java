package io.caelum.network.router;

import com.fasterxml.jackson.core.type.TypeReference;
import io.caelum.network.port.PortAddress;
import io.caelum.network.standard.StandardAttributes;
import io.caelum.platform.data.JsonColumn;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

@Entity
class Router extends StandardAttributes {

    static final String ACTIVE = "ACTIVE";

    @Id
    UUID id;

    String projectId;
    String name;
    boolean adminStateUp;
    String status;

    @Nullable
    UUID gatewayNetworkId;

    @Nullable
    UUID gatewayPortId;

    boolean enableSnat;

    @Convert(converter = Routes.class)
    List<Route> routes;

    /** The addresses of the gateway's port, {@code subnet=address,...}; null without any. */
    @Formula("(select string_agg(cast(a.subnet_id as varchar) || '=' || a.ip_address, ',' order by a.position)"
            + " from port_address a where a.port_id = gateway_port_id)")
    @Nullable
    String gatewayAddresses;

    static Router requested(String projectId, CreateRouter wanted, Instant now) {
        var router = new Router();
        router.id = UUID.randomUUID();
        router.projectId = projectId;
        router.name = wanted.name();
        router.description = wanted.description();
        router.adminStateUp = wanted.adminStateUp();
        router.status = ACTIVE;
        router.enableSnat = true;
        router.routes = List.of();
        router.created(now);
        return router;
    }

    void hasGateway(UUID networkId, UUID portId, List<PortAddress> addresses) {
        gatewayNetworkId = networkId;
        gatewayPortId = portId;
        gatewayAddresses = addresses.isEmpty() ? null : PortAddress.join(addresses);
    }

    void hasNoGateway() {
        gatewayNetworkId = null;
        gatewayPortId = null;
        gatewayAddresses = null;
        enableSnat = true;
    }

    static class Routes extends JsonColumn<List<Route>> {
        Routes() {
            super(new TypeReference<>() {});
        }
    }
}
