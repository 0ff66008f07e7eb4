package io.caelum.network.subnet;

import io.caelum.network.address.AddressRange;
import io.caelum.network.address.Cidr;
import io.caelum.network.address.Ip;
import io.caelum.network.fault.NetworkFaults;
import java.util.List;
import java.util.Optional;

/** How the addresses of a subnet are used. */
record SubnetPlan(Cidr cidr, Optional<Ip> gateway, List<AddressRange> pools) {

    /** The first address for the gateway. */
    static Ip usualGateway(Cidr cidr) {
        return cidr.hosts().start();
    }

    /** All addresses for ports, but the gateway's. */
    static List<AddressRange> usualPools(Cidr cidr, Optional<Ip> gateway) {
        AddressRange hosts = cidr.hosts();
        return gateway.map(hosts::without).orElse(List.of(hosts));
    }

    /** Throws what is wrong with it for the user. */
    SubnetPlan checked() {
        gateway.ifPresent(this::checkGateway);
        for (int i = 0; i < pools.size(); i++) {
            checkPool(pools.get(i));
            for (AddressRange other : pools.subList(i + 1, pools.size())) {
                checkApart(pools.get(i), other);
            }
        }
        return this;
    }

    private void checkGateway(Ip ip) {
        if (ip.version() != cidr.version()) {
            throw NetworkFaults.invalidInput("gateway_ip '" + ip + "' is no IPv" + cidr.version() + " address");
        }
        if (cidr.contains(ip) && !cidr.hosts().contains(ip)) {
            throw NetworkFaults.invalidInput("Gateway " + ip + " is not valid on subnet " + cidr);
        }
    }

    private void checkPool(AddressRange pool) {
        if (pool.start().version() != cidr.version() || !isWithin(cidr.hosts(), pool)) {
            throw NetworkFaults.badRequest(
                    "OutOfBoundsAllocationPool",
                    "The allocation pool " + shown(pool) + " spans beyond the subnet cidr " + cidr + ".");
        }
        if (gateway.isPresent() && pool.contains(gateway.get())) {
            throw NetworkFaults.conflict(
                    "GatewayConflictWithAllocationPools",
                    "Gateway ip " + gateway.get() + " conflicts with allocation pool " + shown(pool) + ".");
        }
    }

    private void checkApart(AddressRange pool, AddressRange other) {
        if (pool.overlaps(other)) {
            throw NetworkFaults.conflict(
                    "OverlappingAllocationPools",
                    "Found overlapping allocation pools: " + shown(pool) + " " + shown(other) + " for subnet " + cidr
                            + ".");
        }
    }

    private static boolean isWithin(AddressRange outer, AddressRange inner) {
        return outer.contains(inner.start()) && outer.contains(inner.end());
    }

    private static String shown(AddressRange pool) {
        return pool.start() + "-" + pool.end();
    }
}
