package io.caelum.networkagent.mechanism.ovs.database;

import java.util.Map;
import java.util.Optional;

/** A port as it should be; see {@link SwitchPort} for what the parts mean. */
public record WantedPort(
        String bridge,
        String name,
        String type,
        Map<String, String> options,
        Map<String, String> externalIds,
        Optional<Integer> tag,
        Optional<String> mac,
        Optional<Integer> mtu) {

    /** A device that is there already, as a port. */
    public static WantedPort device(String bridge, String name) {
        return new WantedPort(
                bridge, name, "system", Map.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** One end of a cable between two bridges. */
    public static WantedPort patch(String bridge, String name, String peer) {
        return new WantedPort(
                bridge,
                name,
                "patch",
                Map.of("peer", peer),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    boolean isAs(SwitchPort found) {
        return found.bridge().equals(bridge)
                && found.type().equals(type)
                && found.options().equals(options)
                && found.externalIds().equals(externalIds)
                && found.tag().equals(tag)
                && found.mac().equals(mac)
                && found.mtuRequest().equals(mtu);
    }
}
