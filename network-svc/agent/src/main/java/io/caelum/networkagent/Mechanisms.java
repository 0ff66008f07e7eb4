package io.caelum.networkagent;

import io.caelum.networkagent.host.HostNamespace;
import io.caelum.networkagent.mechanism.Mechanism;
import io.caelum.networkagent.mechanism.Surroundings;
import io.caelum.networkagent.mechanism.ovs.OvsHost;
import io.caelum.networkagent.mechanism.ovs.OvsMechanism;
import io.caelum.networkagent.mechanism.simulated.SimulatedMechanism;
import java.nio.file.Path;
import java.util.List;

/** The mechanism that the settings name. */
final class Mechanisms {

    private Mechanisms() {}

    /** @param folder of the host, for what has to outlive the process */
    static Mechanism mechanism(AgentSettings settings, String host, Path folder, Surroundings surroundings) {
        return switch (settings.mechanism()) {
            case "simulated" -> new SimulatedMechanism(folder);
            case "openvswitch" -> new OvsMechanism(ovsHost(settings, host), folder, surroundings);
            default ->
                throw new IllegalArgumentException("caelum.network-agent.mechanism: there is no mechanism \""
                        + settings.mechanism() + "\", only \"simulated\" and \"openvswitch\"");
        };
    }

    private static OvsHost ovsHost(AgentSettings settings, String host) {
        if (!List.of("auto", "system", "netdev").contains(settings.datapath())) {
            throw new IllegalArgumentException("caelum.network-agent.datapath: \"" + settings.datapath()
                    + "\" is none of auto, system and netdev");
        }
        List<String> mappings = settings.bridgeMappings().orElse(List.of());
        return new OvsHost(
                HostNamespace.of(settings.namespace(), host),
                Path.of(settings.ovsRunDir().replace("{host}", host)),
                OvsHost.providers(mappings),
                OvsHost.providerDevices(mappings),
                settings.tunnelIp().filter(ip -> !ip.isBlank()),
                settings.tunnelDevice().filter(nic -> !nic.isBlank()),
                settings.datapath(),
                settings.tapUser().filter(user -> !user.isBlank()),
                settings.tunnelTypes());
    }
}
