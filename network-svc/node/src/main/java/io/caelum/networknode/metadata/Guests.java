package io.caelum.networknode.metadata;

import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.DhcpPlan.Lease;
import io.caelum.platform.contract.network.DhcpPlan.Subnet;
import io.caelum.platform.guestdata.Nic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Finds the server behind an address, and its cards, in the plans of all networks that this host serves. */
public final class Guests {

    private static final String COMPUTE = "compute:";

    private final Supplier<List<DhcpPlan>> plans;

    public Guests(Supplier<List<DhcpPlan>> plans) {
        this.plans = plans;
    }

    /** The server that has an address on a network. */
    Optional<UUID> at(UUID networkId, String ip) {
        return plans.get().stream()
                .filter(plan -> plan.networkId().equals(networkId))
                .flatMap(plan -> plan.leases().stream())
                .filter(lease -> lease.ipAddress().equals(ip) && isGuest(lease))
                .findFirst()
                .flatMap(lease -> uuid(lease.deviceId()));
    }

    /** The cards of a server on networks that this host serves; first those on the network it asks from. */
    List<Nic> nicsOf(UUID serverId, UUID askedFrom) {
        var nics = new LinkedHashMap<UUID, Nic>();
        plans.get().stream()
                .sorted((one, other) -> Boolean.compare(
                        other.networkId().equals(askedFrom), one.networkId().equals(askedFrom)))
                .forEach(plan -> plan.leases().stream()
                        .filter(lease -> isGuest(lease) && lease.deviceId().equals(serverId.toString()))
                        .forEach(lease -> add(nics, plan, lease)));
        return List.copyOf(nics.values());
    }

    private static void add(Map<UUID, Nic> nics, DhcpPlan plan, Lease lease) {
        Nic before = nics.get(lease.portId());
        var addresses = new ArrayList<Nic.Address>(before == null ? List.of() : before.addresses());
        plan.subnets().stream()
                .filter(subnet -> subnet.subnetId().equals(lease.subnetId()))
                .forEach(subnet -> addresses.add(address(subnet, lease)));
        nics.put(
                lease.portId(),
                new Nic(lease.portId(), plan.networkId(), lease.macAddress(), plan.mtu(), List.copyOf(addresses)));
    }

    private static Nic.Address address(Subnet subnet, Lease lease) {
        return new Nic.Address(
                lease.ipAddress(),
                subnet.cidr(),
                subnet.gatewayIp(),
                subnet.enableDhcp(),
                subnet.ipv6AddressMode(),
                subnet.dnsNameservers(),
                subnet.hostRoutes().stream()
                        .map(route -> new Nic.Route(route.destination(), route.nexthop()))
                        .toList());
    }

    private static boolean isGuest(Lease lease) {
        return lease.deviceOwner().startsWith(COMPUTE);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
