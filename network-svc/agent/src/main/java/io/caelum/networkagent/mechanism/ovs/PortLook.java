package io.caelum.networkagent.mechanism.ovs;

import static io.caelum.platform.contract.network.HopFinding.broken;
import static io.caelum.platform.contract.network.HopFinding.fine;
import static io.caelum.platform.contract.network.HopFinding.unknown;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networkagent.mechanism.ovs.database.SwitchPort;
import io.caelum.networkagent.mechanism.ovs.database.SwitchState;
import io.caelum.networkagent.mechanism.ovs.flow.FlowDefect;
import io.caelum.networkagent.mechanism.ovs.flow.HostPlan;
import io.caelum.networkagent.mechanism.ovs.flow.LocalPort;
import io.caelum.networkagent.mechanism.ovs.flow.SwitchFlows;
import io.caelum.networkagent.mechanism.ovs.flow.SwitchFlows.PortFlows;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.PortWiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Looks at what a port really has on this host, and changes nothing. */
final class PortLook {

    static final String REPAIR = "The network agent repairs that within 20 s; if it stays so, its log says why.";

    private static final int SHOWN_DEFECTS = 3;

    private final OvsHost host;
    private final SwitchFlows flows;
    private final SwitchState state;
    private final HostPlan plan;
    private final Map<String, Device> devices;

    /** @param plan what the switch should do with what is in {@code state} */
    PortLook(OvsHost host, Devices devices, SwitchFlows flows, SwitchState state, HostPlan plan) throws CommandFailed {
        this.host = host;
        this.flows = flows;
        this.state = state;
        this.plan = plan;
        this.devices = devices.all();
    }

    List<HopFinding> at(PortWiring wiring) throws CommandFailed {
        String name = DeviceNames.of(wiring.deviceOwner(), wiring.portId());
        Optional<LocalPort> port = plan.ports().stream()
                .filter(local -> local.wiring().portId().equals(wiring.portId()))
                .findFirst();
        var findings = new ArrayList<HopFinding>();
        boolean isGuests = !wiring.deviceOwner().startsWith("network:");
        if (isGuests) {
            findings.add(guest(name, wiring));
            mtu(name, wiring).ifPresent(findings::add);
        }
        Optional<HopFinding> lost = isGuests ? lostTap(name) : lostInternal(name);
        if (lost.isPresent() || port.isEmpty()) {
            findings.add(lost.orElseGet(() -> broken("tap", "The switch has no port for " + name + ".", REPAIR)));
        } else {
            PortFlows found = flows.look(plan, port.get(), state.bridges().keySet());
            findings.add(way(name, wiring, found));
            if (isGuests) {
                findings.add(filters(wiring, found));
            }
        }
        findings.add(new UplinkLook(host, state, plan, devices).of(wiring.segment()));
        return findings;
    }

    private HopFinding guest(String tap, PortWiring wiring) {
        Device device = devices.get(tap);
        if (device == null || !device.isUp()) {
            return unknown("guest", "Without its tap it cannot be seen whether the guest runs.", REPAIR);
        }
        return device.hasCarrier()
                ? fine("guest", "It runs: its card is connected, and has sent " + device.arrived() + " frames.")
                : broken(
                        "guest",
                        "It does not run: nothing has opened " + tap + ".",
                        "openstack server start " + wiring.deviceId()
                                + "; if the server is ACTIVE: openstack server reboot --hard " + wiring.deviceId());
    }

    private Optional<HopFinding> mtu(String tap, PortWiring wiring) {
        return Optional.ofNullable(devices.get(tap))
                .filter(device -> device.mtu() < wiring.mtu())
                .map(device -> broken(
                        "mtu",
                        tap + " takes packets of " + device.mtu() + " bytes only; the network has " + wiring.mtu()
                                + ".",
                        "ip link set " + tap + " mtu " + wiring.mtu() + ", as root on the host"
                                + host.namespace()
                                        .name()
                                        .map(name -> ", in its network namespace " + name)
                                        .orElse("")));
    }

    private Optional<HopFinding> lostTap(String tap) {
        Device device = devices.get(tap);
        if (device == null) {
            return Optional.of(broken("tap", "There is no device " + tap + ".", REPAIR));
        }
        Optional<HopFinding> lost = lostPort(tap);
        if (lost.isPresent() || device.isUp()) {
            return lost;
        }
        return Optional.of(broken("tap", tap + " is down.", "ip link set " + tap + " up, as root on the host"));
    }

    private Optional<HopFinding> lostInternal(String name) {
        return lostPort(name)
                .or(() -> state.port(name)
                        .filter(InternalDevices.of(host.runDir())::hasLost)
                        .map(port -> broken("tap", "The device " + name + " is gone.", REPAIR)));
    }

    private Optional<HopFinding> lostPort(String name) {
        Optional<SwitchPort> port =
                state.port(name).filter(found -> found.bridge().equals(OvsHost.INTEGRATION));
        if (port.isEmpty()) {
            return Optional.of(broken("tap", name + " is no port of " + OvsHost.INTEGRATION + ".", REPAIR));
        }
        return port.get().ofport().isPresent()
                ? Optional.empty()
                : Optional.of(broken(
                        "tap",
                        "The switch cannot use " + name
                                + port.get().error().map(error -> ": " + error).orElse("") + ".",
                        REPAIR));
    }

    private static HopFinding way(String name, PortWiring wiring, PortFlows found) {
        if (!wiring.adminStateUp()) {
            return broken("tap", "The port is set down.", "openstack port set --enable " + wiring.portId());
        }
        return found.way().isEmpty()
                ? fine("tap", name + " is connected, and the switch has all flows of the port.")
                : broken("tap", "Flows of the switch are not as they should be, " + some(found.way()) + ".", REPAIR);
    }

    private HopFinding filters(PortWiring wiring, PortFlows found) {
        if (!found.filters().isEmpty()) {
            return broken(
                    "security-group",
                    "Filters of the switch are not as they should be, " + some(found.filters()) + ".",
                    REPAIR);
        }
        if (!wiring.portSecurity()) {
            return fine("security-group", "Port security is off: nothing is filtered.");
        }
        List<UUID> untold = wiring.securityGroups().stream()
                .filter(group -> !plan.surroundings().groups().containsKey(group))
                .toList();
        return untold.isEmpty()
                ? fine("security-group", "The filters of its groups are in place.")
                : broken(
                        "security-group",
                        "The host has not been told of security group " + untold.getFirst()
                                + ": what it allows is closed.",
                        "The network agent asks for it within 20 s; if it stays so, its log says why.");
    }

    private static String some(List<FlowDefect> defects) {
        List<String> shown =
                defects.stream().limit(SHOWN_DEFECTS).map(FlowDefect::toString).toList();
        int more = defects.size() - shown.size();
        return String.join("; ", shown) + (more > 0 ? "; and " + more + " more" : "");
    }
}
