package io.caelum.platform.contract.network;

import java.time.Instant;
import java.util.Map;

/**
 * @param agentType as Neutron shows it, e.g. "Open vSwitch agent"
 * @param binary as Neutron shows it, e.g. "neutron-openvswitch-agent"
 * @param configurations free keys; {@code bridge_mappings}, {@code tunnel_types}, {@code mechanism}, {@code devices}
 */
public record AgentState(
        String host, String agentType, String binary, Instant startedAt, Map<String, Object> configurations) {}
