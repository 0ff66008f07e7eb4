package io.caelum.networkagent.mechanism.ovs;

import io.caelum.platform.contract.network.BoundPort.FixedIp;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.contract.network.PortWiring.AddressPair;
import io.caelum.platform.contract.network.PortWiring.BandwidthLimit;
import io.caelum.platform.contract.network.PortWiring.NetworkSegment;
import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.contract.network.SecurityGroupState.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports and rules for tests. */
final class Ports {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Ports() {}

    /** A network of a type, with its MTU over an underlay of 1500. */
    record Network(UUID id, NetworkSegment segment, int mtu) {

        static Network of(String type, int segmentationId) {
            boolean physical = type.equals("flat") || type.equals("vlan");
            boolean numbered = !type.equals("flat") && !type.equals("local");
            return new Network(
                    UUID.randomUUID(),
                    new NetworkSegment(
                            type,
                            physical ? Optional.of("physnet1") : Optional.empty(),
                            numbered ? Optional.of(segmentationId) : Optional.empty()),
                    type.equals("vxlan") ? 1450 : type.equals("gre") ? 1458 : 1500);
        }

        PortWiring guest(String ip, UUID... groups) {
            return port("compute:nova", ip, true, groups);
        }

        PortWiring unfiltered(String ip) {
            return port("compute:nova", ip, false);
        }

        PortWiring router(String ip) {
            return port("network:router_interface", ip, false);
        }

        private PortWiring port(String owner, String ip, boolean security, UUID... groups) {
            return new PortWiring(
                    UUID.randomUUID(),
                    1,
                    id,
                    "device",
                    owner,
                    "fa:16:3e:00:00:%02x".formatted(NUMBER.incrementAndGet() & 0xff),
                    mtu,
                    true,
                    segment,
                    List.of(new FixedIp(UUID.randomUUID(), ip, 4)),
                    security,
                    List.of(groups),
                    List.of(),
                    List.of());
        }
    }

    static PortWiring with(PortWiring port, List<AddressPair> pairs, List<BandwidthLimit> limits) {
        return copy(port, true, port.segment(), port.fixedIps(), pairs, limits);
    }

    static PortWiring down(PortWiring port) {
        return copy(port, false, port.segment(), port.fixedIps(), List.of(), List.of());
    }

    static PortWiring on(PortWiring port, String physicalNetwork) {
        var segment = new NetworkSegment(
                port.segment().networkType(),
                Optional.of(physicalNetwork),
                port.segment().segmentationId());
        return copy(port, true, segment, port.fixedIps(), List.of(), List.of());
    }

    static PortWiring withIpv6(PortWiring port, String ip) {
        var ips = new ArrayList<>(port.fixedIps());
        ips.add(new FixedIp(UUID.randomUUID(), ip, 6));
        return copy(port, true, port.segment(), ips, List.of(), List.of());
    }

    private static PortWiring copy(
            PortWiring port,
            boolean up,
            NetworkSegment segment,
            List<FixedIp> ips,
            List<AddressPair> pairs,
            List<BandwidthLimit> limits) {
        return new PortWiring(
                port.portId(),
                port.bindingGeneration() + 1,
                port.networkId(),
                port.deviceId(),
                port.deviceOwner(),
                port.macAddress(),
                port.mtu(),
                up,
                segment,
                ips,
                port.portSecurity(),
                port.securityGroups(),
                pairs,
                limits);
    }

    static SecurityGroupState group(UUID id, Rule... rules) {
        return new SecurityGroupState(id, 1, List.of(rules), List.of());
    }

    static Rule rule(String direction, String ethertype, Integer protocol) {
        return rule(direction, ethertype, protocol, null, null, null, null);
    }

    static Rule rule(
            String direction,
            String ethertype,
            Integer protocol,
            Integer min,
            Integer max,
            String prefix,
            UUID remote) {
        return new Rule(
                UUID.randomUUID(),
                direction,
                ethertype,
                Optional.ofNullable(protocol),
                Optional.ofNullable(min),
                Optional.ofNullable(max),
                Optional.ofNullable(prefix),
                Optional.ofNullable(remote));
    }

    /** What a new project's default group lets out. */
    static Rule[] everythingOut() {
        return new Rule[] {rule("egress", "IPv4", null), rule("egress", "IPv6", null)};
    }
}
