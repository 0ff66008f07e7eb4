package io.caelum.networkagent.mechanism.ovs;

import static io.caelum.platform.contract.network.HopFinding.broken;
import static io.caelum.platform.contract.network.HopFinding.fine;

import io.caelum.networkagent.mechanism.ovs.database.SwitchState;
import io.caelum.networkagent.mechanism.ovs.flow.HostPlan;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.PortWiring.NetworkSegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the way by which a network leads from this host to others. */
final class UplinkLook {

    private static final String HOP = "uplink";

    private final OvsHost host;
    private final SwitchState state;
    private final HostPlan plan;
    private final Map<String, Device> devices;

    UplinkLook(OvsHost host, SwitchState state, HostPlan plan, Map<String, Device> devices) {
        this.host = host;
        this.state = state;
        this.plan = plan;
        this.devices = devices;
    }

    HopFinding of(NetworkSegment segment) {
        return switch (segment.networkType()) {
            case "flat", "vlan" -> physical(segment.physicalNetwork().orElse(""));
            case "vxlan", "gre" -> tunnels(segment.networkType());
            default -> fine(HOP, "A local network leads to no other host.");
        };
    }

    private HopFinding physical(String network) {
        String bridge = host.providers().get(network);
        if (bridge == null) {
            return broken(
                    HOP,
                    "This host has no bridge to the physical network " + network + ".",
                    "Name it in caelum.network-agent.bridge-mappings, and start the agent again.");
        }
        Optional<String> nic = Optional.ofNullable(host.providerDevices().get(bridge));
        return missing(bridge, List.of("int-" + bridge, "phy-" + bridge))
                .or(() -> nic.flatMap(name -> nic(name, bridge)))
                .orElseGet(() -> fine(
                        HOP,
                        network + " is reached through " + bridge
                                + nic.map(name -> " and its card " + name).orElse("") + "."));
    }

    private HopFinding tunnels(String type) {
        int peers = plan.cables().tunnels().getOrDefault(type, List.of()).size();
        return missing(OvsHost.TUNNELS, List.of("patch-tun", "patch-int"))
                .or(() -> host.tunnelDevice().flatMap(name -> nic(name, OvsHost.UNDERLAY)))
                .or(() -> unusable(type))
                .orElseGet(() -> fine(HOP, "There are " + type + " tunnels to " + peers + " other hosts."));
    }

    private Optional<HopFinding> unusable(String type) {
        return state.portsOf(OvsHost.TUNNELS).stream()
                .filter(port -> port.type().equals(type) && port.ofport().isEmpty())
                .findFirst()
                .map(port -> broken(
                        HOP,
                        "The switch cannot use the tunnel " + port.name()
                                + port.error().map(error -> ": " + error).orElse("") + ".",
                        PortLook.REPAIR));
    }

    private Optional<HopFinding> missing(String bridge, List<String> cable) {
        if (!state.bridges().containsKey(bridge)) {
            return Optional.of(broken(HOP, "There is no bridge " + bridge + ".", PortLook.REPAIR));
        }
        return cable.stream()
                .filter(end -> state.ofport(end).isEmpty())
                .findFirst()
                .map(end -> broken(
                        HOP,
                        "The cable between " + OvsHost.INTEGRATION + " and " + bridge + " lacks its end " + end + ".",
                        PortLook.REPAIR));
    }

    /** In the kernel's datapath a card of tunnels is no port of the switch. */
    private Optional<HopFinding> nic(String name, String bridge) {
        Device device = devices.get(name);
        if (device == null) {
            return Optional.of(broken(
                    HOP,
                    "The card " + name + " is not there.",
                    "Look whether the host has lost it or calls it otherwise."));
        }
        if (!device.isUp()) {
            return Optional.of(
                    broken(HOP, "The card " + name + " is down.", "ip link set " + name + " up, on the host"));
        }
        if (!device.hasCarrier()) {
            return Optional.of(broken(
                    HOP,
                    "The card " + name + " has no carrier: its cable is unplugged, or what is at the other end is off.",
                    "Plug it in, or look at the switch that it leads to."));
        }
        return state.bridges().containsKey(bridge)
                        && state.port(name)
                                .filter(port -> port.bridge().equals(bridge)
                                        && port.ofport().isPresent())
                                .isEmpty()
                ? Optional.of(broken(HOP, "The card " + name + " is no port of " + bridge + ".", PortLook.REPAIR))
                : Optional.empty();
    }
}
