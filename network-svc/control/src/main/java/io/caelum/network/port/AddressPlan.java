package io.caelum.network.port;

import io.caelum.network.address.Ip;
import io.caelum.network.address.MacAddress;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.subnet.SubnetFacts;
import io.caelum.platform.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides which addresses a port gets: where there is a choice, from which subnets; taking them is another matter. */
record AddressPlan(List<Draw> draws) {

    sealed interface Draw {}

    /** This address and no other. */
    record Exactly(SubnetFacts subnet, Ip ip) implements Draw {}

    /** One address of the first of these subnets that has one left. */
    record OneOf(List<SubnetFacts> subnets) implements Draw {}

    /**
     * @param subnets all of the network, oldest first
     * @param wanted null for what is usual: an address of each IP version, and of each subnet with SLAAC
     */
    static AddressPlan of(
            UUID networkId, List<SubnetFacts> subnets, MacAddress mac, @Nullable List<WantedAddress> wanted) {
        return new AddressPlan(
                wanted == null
                        ? usual(subnets, mac)
                        : wanted.stream()
                                .map(one -> draw(networkId, subnets, mac, one))
                                .toList());
    }

    private static List<Draw> usual(List<SubnetFacts> subnets, MacAddress mac) {
        var draws = new ArrayList<Draw>();
        for (int version : new int[] {4, 6}) {
            List<SubnetFacts> choice = subnets.stream()
                    .filter(subnet -> subnet.cidr().version() == version && !subnet.automatic())
                    .toList();
            if (!choice.isEmpty()) {
                draws.add(new OneOf(choice));
            }
        }
        subnets.stream()
                .filter(SubnetFacts::automatic)
                .forEach(subnet -> draws.add(new Exactly(subnet, mac.eui64(subnet.cidr()))));
        return draws;
    }

    private static Draw draw(UUID networkId, List<SubnetFacts> subnets, MacAddress mac, WantedAddress wanted) {
        SubnetFacts subnet = wanted.subnetId().isPresent()
                ? named(networkId, subnets, wanted.subnetId().get())
                : containing(networkId, subnets, wanted.ip().orElseThrow());
        if (wanted.ip().isEmpty()) {
            return subnet.automatic() ? new Exactly(subnet, mac.eui64(subnet.cidr())) : new OneOf(List.of(subnet));
        }
        return new Exactly(subnet, fitting(subnet, mac, wanted.ip().get()));
    }

    private static SubnetFacts named(UUID networkId, List<SubnetFacts> subnets, UUID id) {
        return subnets.stream()
                .filter(subnet -> subnet.id().equals(id))
                .findFirst()
                .orElseThrow(() -> NetworkFaults.invalidInput("Failed to create port on network " + networkId
                        + ", because fixed_ips included invalid subnet " + id));
    }

    private static SubnetFacts containing(UUID networkId, List<SubnetFacts> subnets, Ip ip) {
        return subnets.stream()
                .filter(subnet -> subnet.cidr().contains(ip))
                .findFirst()
                .orElseThrow(() -> NetworkFaults.badRequest(
                        "InvalidIpForNetwork",
                        "IP address " + ip + " is not a valid IP for any of the subnets on the specified network "
                                + networkId + "."));
    }

    private static Ip fitting(SubnetFacts subnet, MacAddress mac, Ip ip) {
        if (!subnet.cidr().hosts().contains(ip)) {
            throw invalid(subnet, ip);
        }
        if (subnet.automatic() && !ip.equals(mac.eui64(subnet.cidr()))) {
            throw NetworkFaults.badRequest(
                    "AllocationOnAutoAddressSubnet",
                    "IPv6 address " + ip + " cannot be directly assigned to a port on subnet " + subnet.id()
                            + " as the subnet is configured for automatic addresses.");
        }
        return ip;
    }

    private static Fault invalid(SubnetFacts subnet, Ip ip) {
        return NetworkFaults.badRequest(
                "InvalidIpForSubnet",
                "IP address " + ip + " is not a valid IP for the specified subnet " + subnet.id() + ".");
    }
}
