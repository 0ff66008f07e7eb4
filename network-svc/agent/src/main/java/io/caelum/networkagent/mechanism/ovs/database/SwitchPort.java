package io.caelum.networkagent.mechanism.ovs.database;

import java.util.Map;
import java.util.Optional;

/**
 * A port of a bridge, as the database has it; with one interface, as all of ours.
 *
 * @param type {@code system} for a device of the kernel, {@code internal}, {@code patch}, {@code vxlan}, {@code gre}
 * @param ofport its number in flows; empty until the switch has it, and where the switch cannot have it
 * @param ifindex of its device; 0 where the switch cannot see it, empty where it has none
 * @param externalIds of the interface
 */
public record SwitchPort(
        String portUuid,
        String interfaceUuid,
        String bridge,
        String name,
        String type,
        Map<String, String> options,
        Map<String, String> externalIds,
        Optional<Integer> tag,
        Optional<Integer> ofport,
        Optional<Integer> ifindex,
        Optional<String> mac,
        Optional<Integer> mtuRequest,
        Optional<String> error) {}
