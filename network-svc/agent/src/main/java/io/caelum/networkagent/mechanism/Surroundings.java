package io.caelum.networkagent.mechanism;

import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.contract.network.TunnelPeer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What is around the ports of a host.
 *
 * @param groups security groups by id; one that a port has and that is not here lets nothing through
 * @param peers where tunnels lead
 */
public record Surroundings(Map<UUID, SecurityGroupState> groups, List<TunnelPeer> peers) {

    public static final Surroundings NONE = new Surroundings(Map.of(), List.of());

    public Surroundings {
        groups = Map.copyOf(groups);
        peers = List.copyOf(peers);
    }

    /** With the given states where they are later than what is known. */
    public Surroundings withGroups(List<SecurityGroupState> states) {
        var merged = new HashMap<UUID, SecurityGroupState>(groups);
        for (SecurityGroupState state : states) {
            merged.merge(state.groupId(), state, (known, told) -> told.revision() >= known.revision() ? told : known);
        }
        return new Surroundings(merged, peers);
    }

    /** Without those of the groups {@code before} that are not among the given states: nobody needs them any more. */
    public Surroundings withoutGroups(Set<UUID> before, List<SecurityGroupState> states) {
        var kept = new HashMap<UUID, SecurityGroupState>(groups);
        var needed = states.stream().map(SecurityGroupState::groupId).collect(Collectors.toSet());
        kept.keySet().removeIf(group -> before.contains(group) && !needed.contains(group));
        return new Surroundings(kept, peers);
    }

    /**
     * With these peers too. Others stay: a host of which nothing is heard may have lost its agent only, and its guests go
     * on talking. Where it has moved to another address, the old one goes.
     */
    public Surroundings withPeers(List<TunnelPeer> told) {
        var merged = new HashMap<String, TunnelPeer>();
        peers.forEach(peer -> merged.put(peer.host(), peer));
        told.forEach(peer -> merged.put(peer.host(), peer));
        var addresses = new HashMap<String, TunnelPeer>();
        merged.values().forEach(peer -> addresses.put(peer.ipAddress(), peer));
        told.forEach(peer -> addresses.put(peer.ipAddress(), peer));
        var all = new ArrayList<TunnelPeer>(addresses.values());
        all.sort((one, other) -> one.host().compareTo(other.host()));
        return new Surroundings(groups, all);
    }
}
