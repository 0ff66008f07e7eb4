package io.caelum.networkagent.mechanism.ovs.flow;

import io.caelum.platform.contract.network.PortWiring.NetworkSegment;
import java.util.List;
import java.util.Map;

/**
 * The bridge of tunnels. Each type has tables and ports of its own: a VXLAN and a GRE network with the same number must not
 * meet.
 *
 * <pre>
 *  0  by direction    2  to others: to one (20) or to all (22)    3, 4  from others: GRE, VXLAN; 10 learns who is where
 * </pre>
 */
final class TunnelFlows {

    private static final Map<String, Integer> ARRIVALS = Map.of("gre", 3, "vxlan", 4);
    private static final String LEARN = "learn(table=20,cookie=" + Flow.LEARNED
            + ",hard_timeout=300,priority=1,NXM_OF_VLAN_TCI[0..11],NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],"
            + "load:0->NXM_OF_VLAN_TCI[],load:NXM_NX_TUN_ID[]->NXM_NX_TUN_ID[],output:NXM_OF_IN_PORT[])";

    private TunnelFlows() {}

    static List<Flow> of(HostPlan plan) {
        var flows = new Flows();
        plan.cables().tunnelsToIntegration().ifPresent(cable -> {
            flows.add(0, 1, "in_port=" + cable, "resubmit(,2)");
            flows.add(10, 1, "", LEARN, "output:" + cable);
        });
        flows.add(2, 0, "dl_dst=00:00:00:00:00:00/01:00:00:00:00:00", "resubmit(,20)");
        flows.add(2, 0, "dl_dst=01:00:00:00:00:00/01:00:00:00:00:00", "resubmit(,22)");
        flows.add(20, 0, "", "resubmit(,22)");
        ARRIVALS.forEach((type, table) ->
                ports(plan, type).forEach(port -> flows.add(0, 1, "in_port=" + port, "resubmit(," + table + ")")));
        plan.segments().forEach((vlan, segment) -> network(flows, plan, vlan, segment));
        return flows.all();
    }

    private static List<Integer> ports(HostPlan plan, String type) {
        return plan.cables().tunnels().getOrDefault(type, List.of());
    }

    private static void network(Flows flows, HostPlan plan, int vlan, NetworkSegment segment) {
        Integer table = ARRIVALS.get(segment.networkType());
        if (table == null) {
            return;
        }
        int number = segment.segmentationId().orElseThrow();
        flows.add(table, 1, "tun_id=" + number, "mod_vlan_vid:" + vlan, "resubmit(,10)");
        List<Integer> ports = ports(plan, segment.networkType());
        if (!ports.isEmpty()) {
            String out = String.join(
                    ",", ports.stream().map(port -> "output:" + port).toList());
            flows.add(22, 1, "dl_vlan=" + vlan, "strip_vlan", "set_tunnel:" + number, out);
        }
    }
}
