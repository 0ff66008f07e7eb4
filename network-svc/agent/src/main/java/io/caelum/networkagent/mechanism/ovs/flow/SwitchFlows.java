package io.caelum.networkagent.mechanism.ovs.flow;

import io.caelum.networkagent.host.CommandFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The flows of all bridges of a host. Not for several threads at once. */
public final class SwitchFlows {

    private final Path runDir;
    private final String integration;
    private final String tunnels;
    private final Map<String, String> providers;
    private final Meters meters;
    private final Map<String, BridgeFlows> bridges = new HashMap<>();

    /** @param providers bridges by physical network */
    public SwitchFlows(Path runDir, String integration, String tunnels, Map<String, String> providers) {
        this.runDir = runDir;
        this.integration = integration;
        this.tunnels = tunnels;
        this.providers = providers;
        this.meters = new Meters(runDir, integration);
    }

    /**
     * @param way defects of the flows that bring frames from and to a port, on all bridges
     * @param filters defects of those that decide which frames may pass
     */
    public record PortFlows(List<FlowDefect> way, List<FlowDefect> filters) {}

    /** Brings the bridges from the last plan to this one. */
    public void change(HostPlan plan) throws CommandFailed {
        meters.ensure(plan.ports());
        for (Map.Entry<String, List<Flow>> bridge : programs(plan).entrySet()) {
            bridge(bridge.getKey()).change(bridge.getValue());
        }
        meters.removeOthers(plan.ports());
    }

    /**
     * Brings the bridges from whatever is in them to this plan.
     *
     * @return how many flows were not as they should have been, by bridge
     */
    public Map<String, Integer> repair(HostPlan plan) throws CommandFailed {
        var repaired = new LinkedHashMap<String, Integer>();
        meters.forget();
        meters.ensure(plan.ports());
        for (Map.Entry<String, List<Flow>> bridge : programs(plan).entrySet()) {
            int count = bridge(bridge.getKey()).repair(bridge.getValue());
            if (count > 0) {
                repaired.put(bridge.getKey(), count);
            }
        }
        meters.removeOthers(plan.ports());
        return repaired;
    }

    /**
     * What of the flows that matter to a port is not as it should be. Changes nothing.
     *
     * @param present bridges that there are: of others there is nothing to look at
     */
    public PortFlows look(HostPlan plan, LocalPort port, Set<String> present) throws CommandFailed {
        var way = new ArrayList<FlowDefect>();
        var filters = new ArrayList<FlowDefect>();
        var programs = programs(plan);
        programs.keySet().retainAll(present);
        for (Map.Entry<String, List<Flow>> bridge : programs.entrySet()) {
            boolean isIntegration = bridge.getKey().equals(integration);
            for (FlowDefect defect : bridge(bridge.getKey()).defects(bridge.getValue())) {
                if (!isIntegration || defect.concerns(port, plan.ports())) {
                    (isIntegration && defect.isOfFilters() ? filters : way).add(defect);
                }
            }
        }
        return new PortFlows(way, filters);
    }

    /** The integration bridge comes last: what it lets out finds its way then. */
    private Map<String, List<Flow>> programs(HostPlan plan) {
        var programs = new LinkedHashMap<String, List<Flow>>();
        plan.underlay().ifPresent(bridge -> programs.put(bridge, ProviderFlows.plain()));
        providers.forEach((network, bridge) -> programs.put(bridge, ProviderFlows.of(plan, network)));
        if (plan.cables().tunnelsToIntegration().isPresent()) {
            programs.put(tunnels, TunnelFlows.of(plan));
        }
        programs.put(integration, IntegrationFlows.of(plan));
        return programs;
    }

    private BridgeFlows bridge(String name) {
        return bridges.computeIfAbsent(name, bridge -> new BridgeFlows(runDir, bridge));
    }
}
