package io.caelum.launcher.part;

import io.caelum.launcher.field.Field;
import io.caelum.launcher.field.FieldPlan;
import io.caelum.launcher.process.ProcFs;
import java.util.HashMap;
import java.util.Map;

/** What a process on a host with real guests is told. */
final class HostSettings {

    /** What the cloud's own processes take, MiB. */
    private static final long RESERVED_MIB = 4096;

    private HostSettings() {}

    static Map<String, String> of(String host, Field field) {
        var plan = field.plan();
        var told = new HashMap<String, String>();
        told.put("CAELUM_NETWORK_AGENT_MECHANISM", "openvswitch");
        told.put("CAELUM_NETWORK_AGENT_NAMESPACE", plan.namespaceOf(host).name());
        told.put("CAELUM_NETWORK_AGENT_OVS_RUN_DIR", field.folder(host).toString());
        told.put("CAELUM_NETWORK_AGENT_DATAPATH", "netdev");
        told.put("CAELUM_NETWORK_AGENT_BRIDGE_MAPPINGS", Field.bridgeMappings(host));
        told.put("CAELUM_NETWORK_AGENT_TUNNEL_IP", plan.managementAddress(host) + "/24");
        told.put("CAELUM_NETWORK_AGENT_TUNNEL_DEVICE", FieldPlan.TUNNEL_CARD);
        told.put("CAELUM_NETWORK_AGENT_TAP_USER", Integer.toString(plan.guestUser()));
        if (host.equals(FieldPlan.NETWORK_NODE)) {
            told.put("CAELUM_NETWORK_NODE_DRIVER", "linux");
            told.put("CAELUM_NETWORK_NODE_NAMESPACE_PREFIX", plan.prefix());
        } else {
            told.put("CAELUM_WORKER_DRIVER", "qemu");
            told.put("CAELUM_WORKER_QEMU_USER", Integer.toString(plan.guestUser()));
            told.put("CAELUM_WORKER_HOST_IP", plan.managementAddress(host));
            told.put("CAELUM_WORKER_MEMORY_MB", Long.toString(memoryMib(plan.computeHosts())));
            told.put(
                    "CAELUM_WORKER_VCPUS",
                    Integer.toString(4 * Runtime.getRuntime().availableProcessors()));
        }
        return told;
    }

    /** The hosts share the machine. */
    private static long memoryMib(int hosts) {
        return Math.max(1024, (ProcFs.memoryKib() / 1024 - RESERVED_MIB) / hosts);
    }
}
