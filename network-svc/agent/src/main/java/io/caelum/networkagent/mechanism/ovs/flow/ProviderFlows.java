package io.caelum.networkagent.mechanism.ovs.flow;

import io.caelum.platform.contract.network.PortWiring.NetworkSegment;
import java.util.List;
import java.util.Optional;

/** A bridge to a physical network: a plain switch, but what comes from guests leaves as a network that is meant to. */
final class ProviderFlows {

    private ProviderFlows() {}

    static List<Flow> plain() {
        return List.of(new Flow(0, 0, "", "NORMAL"));
    }

    static List<Flow> of(HostPlan plan, String physicalNetwork) {
        var flows = new Flows();
        flows.add(0, 0, "", "NORMAL");
        Integer cable = plan.cables().fromIntegration().get(physicalNetwork);
        if (cable == null) {
            return flows.all();
        }
        flows.add(0, 2, "in_port=" + cable, "drop");
        plan.segments().forEach((vlan, segment) -> {
            if (segment.physicalNetwork().equals(Optional.of(physicalNetwork))) {
                flows.add(0, 4, "in_port=" + cable + ",dl_vlan=" + vlan, outside(segment), "NORMAL");
            }
        });
        return flows.all();
    }

    private static String outside(NetworkSegment segment) {
        return segment.segmentationId()
                .filter(number -> segment.networkType().equals("vlan"))
                .map(number -> "mod_vlan_vid:" + number)
                .orElse("strip_vlan");
    }
}
