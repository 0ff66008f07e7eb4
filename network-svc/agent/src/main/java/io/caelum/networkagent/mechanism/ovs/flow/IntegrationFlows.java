package io.caelum.networkagent.mechanism.ovs.flow;

import io.caelum.platform.contract.network.PortWiring.NetworkSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The integration bridge, see the package. */
final class IntegrationFlows {

    private static final String MULTICAST = "dl_dst=01:00:00:00:00:00/01:00:00:00:00:00";
    private static final String LEARN = "learn(table=95,cookie=" + Flow.LEARNED
            + ",priority=1,idle_timeout=300,NXM_NX_REG6[],NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],"
            + "load:NXM_OF_IN_PORT[]->NXM_NX_REG7[0..15])";

    private final Flows flows = new Flows();
    private final HostPlan plan;

    private IntegrationFlows(HostPlan plan) {
        this.plan = plan;
    }

    static List<Flow> of(HostPlan plan) {
        var program = new IntegrationFlows(plan);
        program.entrance();
        plan.ports().stream().filter(LocalPort::isUp).forEach(program::port);
        plan.segments().forEach(program::network);
        program.flows.add(74, 0, "", "resubmit(,94)");
        SenderFlows.add(program.flows, plan);
        FilterFlows.add(program.flows, plan);
        return program.flows.all();
    }

    /** What comes through a cable from another bridge belongs to a network or to nobody. */
    private void entrance() {
        plan.cables().toTunnels().ifPresent(cable -> flows.add(0, 10, "in_port=" + cable, "drop"));
        plan.cables().toProviders().values().forEach(cable -> flows.add(0, 10, "in_port=" + cable, "drop"));
        flows.add(0, 0, "", "resubmit(,60)");
        flows.add(60, 110, "vlan_tci=0x1000/0x1000", "drop");
    }

    private void port(LocalPort port) {
        var actions = new ArrayList<String>();
        port.limit("egress").ifPresent(limit -> actions.add("meter:" + Meters.id(port, "egress")));
        actions.add("load:" + port.ofport() + "->NXM_NX_REG5[]");
        actions.add("load:" + port.vlan() + "->NXM_NX_REG6[]");
        actions.add(port.isFiltered() ? "resubmit(,71)" : "resubmit(,74)");
        flows.add(60, 100, "in_port=" + port.ofport(), String.join(",", actions));

        String meter = port.limit("ingress")
                .map(limit -> "meter:" + Meters.id(port, "ingress") + ",")
                .orElse("");
        flows.add(90, 100, "reg5=" + port.ofport(), meter + "output:" + port.ofport());
    }

    private void network(int vlan, NetworkSegment segment) {
        Optional<Integer> uplink = plan.uplink(vlan);
        uplink.ifPresent(cable -> flows.add(
                0,
                20,
                "in_port=" + cable + "," + tagOf(vlan, segment),
                strip(segment) + "load:" + vlan + "->NXM_NX_REG6[]",
                "resubmit(,74)"));
        List<LocalPort> ports = plan.portsOn(vlan);
        String network = "reg6=" + vlan;
        addresses(ports).forEach((mac, owners) -> flows.add(94, 100, network + ",dl_dst=" + mac, deliveries(owners)));
        String out =
                uplink.map(cable -> "mod_vlan_vid:" + vlan + ",output:" + cable).orElse("");
        flows.add(94, 50, network + "," + MULTICAST, joined(deliveries(ports), out));

        List<LocalPort> promiscuous =
                ports.stream().filter(LocalPort::isPromiscuous).toList();
        if (promiscuous.isEmpty()) {
            flows.add(94, 10, network, joined(out));
            return;
        }
        // somebody may be behind such a port; where, its own frames tell
        flows.add(74, 10, network, LEARN, "resubmit(,94)");
        flows.add(94, 10, network, "resubmit(,95)", "resubmit(,96)");
        flows.add(96, 10, network + ",reg7=0", joined(deliveries(promiscuous), out));
        uplink.ifPresent(cable -> flows.add(96, 10, network + ",reg7=" + cable, out));
        for (LocalPort port : promiscuous) {
            flows.add(96, 10, network + ",reg7=" + port.ofport(), deliveries(List.of(port)));
        }
    }

    /** How the bridge beyond the cable marks the network's frames. */
    private static String tagOf(int vlan, NetworkSegment segment) {
        return switch (segment.networkType()) {
            case "flat" -> "vlan_tci=0x0000/0x1000";
            case "vlan" -> "dl_vlan=" + segment.segmentationId().orElseThrow();
            default -> "dl_vlan=" + vlan;
        };
    }

    private static String strip(NetworkSegment segment) {
        return segment.networkType().equals("flat") ? "" : "strip_vlan,";
    }

    private static Map<String, List<LocalPort>> addresses(List<LocalPort> ports) {
        var owners = new TreeMap<String, List<LocalPort>>();
        for (LocalPort port : ports) {
            port.macs()
                    .forEach(mac -> owners.computeIfAbsent(mac, none -> new ArrayList<>())
                            .add(port));
        }
        return owners;
    }

    /** Each in a copy of the frame: what a filter or a limit drops for one is not lost for the others. */
    private static String deliveries(List<LocalPort> ports) {
        var actions = new ArrayList<String>();
        for (LocalPort port : ports) {
            actions.add("clone(load:" + port.ofport() + "->NXM_NX_REG5[],resubmit(," + (port.isFiltered() ? 81 : 90)
                    + "))");
        }
        return String.join(",", actions);
    }

    private static String joined(String... actions) {
        String all = String.join(
                ",", List.of(actions).stream().filter(text -> !text.isEmpty()).toList());
        return all.isEmpty() ? "drop" : all;
    }
}
