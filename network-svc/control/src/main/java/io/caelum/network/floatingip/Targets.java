package io.caelum.network.floatingip;

import io.caelum.network.address.Ip;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.policy.Ownership;
import io.caelum.network.port.DevicePorts;
import io.caelum.network.port.PortAddress;
import io.caelum.network.port.PortFacts;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds where a floating address can lead: an IPv4 address of a port, behind a router with a gateway on its network. */
@ApplicationScoped
class Targets {

    /** Routers with a leg in the subnet; the one that has the subnet's gateway address comes first. */
    private static final String ROUTER = """
            select r.id from router r
                join port p on p.device_id = cast(r.id as text) and p.device_owner = 'network:router_interface'
                join port_address a on a.port_id = p.id join subnet s on s.id = a.subnet_id
            where a.subnet_id = :subnet and r.gateway_network_id = :network
            order by (s.gateway_ip = a.ip_address) desc nulls last, r.id limit 1
            """;

    @Inject
    DevicePorts ports;

    Uni<Target> find(Tx tx, RequestContext caller, String project, UUID network, UUID portId, Optional<Ip> fixedIp) {
        return ports.requireLocked(tx, caller, portId)
                .invoke(port -> requireOwn(caller, project, port))
                .chain(port -> {
                    PortAddress address = pick(port, fixedIp);
                    return router(tx, address.subnetId(), network)
                            .call(router -> lock(tx, router))
                            // as it is now that nobody changes it
                            .chain(() -> router(tx, address.subnetId(), network))
                            .map(router -> router.orElseThrow(() -> unreachable(network, address, portId)))
                            .map(router -> new Target(portId, address.ipAddress(), router));
                });
    }

    private static void requireOwn(RequestContext caller, String project, PortFacts port) {
        if (!Ownership.owns(caller, port.projectId())) {
            throw NetworkFaults.portNotFound(port.id());
        }
        if (!port.projectId().equals(project)) {
            throw NetworkFaults.badRequest("Bad floatingip request: Port " + port.id()
                    + " is associated with a different project than Floating IP and therefore cannot be bound.");
        }
    }

    private static PortAddress pick(PortFacts port, Optional<Ip> fixedIp) {
        List<PortAddress> ipv4 = port.fixedIps().stream()
                .filter(address -> address.version() == 4)
                .toList();
        if (fixedIp.isPresent()) {
            return ipv4.stream()
                    .filter(address -> address.ipAddress().equals(fixedIp.get().toString()))
                    .findFirst()
                    .orElseThrow(() -> NetworkFaults.badRequest("Bad floatingip request: Port " + port.id()
                            + " does not have fixed ip " + fixedIp.get() + "."));
        }
        return switch (ipv4.size()) {
            case 0 ->
                throw NetworkFaults.badRequest("Bad floatingip request: Cannot add floating IP to port " + port.id()
                        + " that has no fixed IPv4 addresses.");
            case 1 -> ipv4.getFirst();
            default ->
                throw NetworkFaults.badRequest("Bad floatingip request: Port " + port.id()
                        + " has multiple fixed IPv4 addresses. Must provide a specific IPv4 address when assigning a"
                        + " floating IP.");
        };
    }

    private static Uni<Integer> lock(Tx tx, Optional<UUID> router) {
        return router.map(id -> tx.session()
                        .createNativeQuery("select 1 from router where id = :id for update", Integer.class)
                        .setParameter("id", id)
                        .getResultList()
                        .map(List::size))
                .orElse(Uni.createFrom().item(0));
    }

    private Uni<Optional<UUID>> router(Tx tx, UUID subnet, UUID network) {
        return tx.session()
                .createNativeQuery(ROUTER, UUID.class)
                .setParameter("subnet", subnet)
                .setParameter("network", network)
                .getResultList()
                .map(found -> found.stream().findFirst());
    }

    private static Fault unreachable(UUID network, PortAddress address, UUID port) {
        return NetworkFaults.notFound(
                "ExternalGatewayForFloatingIPNotFound",
                "External network " + network + " is not reachable from subnet " + address.subnetId()
                        + ".  Therefore, cannot associate Port " + port + " with a Floating IP.");
    }
}
