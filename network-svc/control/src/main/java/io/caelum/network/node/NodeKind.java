package io.caelum.network.node;

import io.caelum.network.port.PortFacts;
import java.util.List;
import java.util.UUID;

/** What network nodes do. */
public enum NodeKind {
    ROUTER("L3 agent", List.of(PortFacts.ROUTER_INTERFACE, PortFacts.ROUTER_GATEWAY)),
    DHCP("DHCP agent", List.of(PortFacts.DHCP));

    private final String agentType;
    private final List<String> owners;

    NodeKind(String agentType, List<String> owners) {
        this.agentType = agentType;
        this.owners = owners;
    }

    /** The type of its agents, as they report it. */
    public String agentType() {
        return agentType;
    }

    /** Device owners of its ports. */
    List<String> owners() {
        return owners;
    }

    /** The device id of its ports. */
    public String deviceId(UUID resource) {
        return this == DHCP ? "dhcp-" + resource : resource.toString();
    }
}
