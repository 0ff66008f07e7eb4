package io.caelum.platform.contract.network;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A security group as an agent needs it: what is not allowed by a rule of one of a port's groups is dropped.
 *
 * @param revision of two states of a group the one with the higher number is the later one
 * @param members addresses of all ports in the group, on whatever host; only kept up to date for groups that a rule
 *     names as its remote group
 */
public record SecurityGroupState(UUID groupId, long revision, List<Rule> rules, List<String> members) {

    /**
     * Lets something through, and the answers to it.
     *
     * @param direction {@code ingress} to the port, {@code egress} from it
     * @param ethertype {@code IPv4} or {@code IPv6}
     * @param protocol IP protocol number; empty for all
     * @param portRangeMin lowest port, or ICMP type
     * @param portRangeMax highest port, or ICMP code
     * @param remoteIpPrefix who may send (ingress) or be sent to (egress), in CIDR notation; empty for anybody
     * @param remoteGroupId whose members may send or be sent to; never together with a prefix
     */
    public record Rule(
            UUID id,
            String direction,
            String ethertype,
            Optional<Integer> protocol,
            Optional<Integer> portRangeMin,
            Optional<Integer> portRangeMax,
            Optional<String> remoteIpPrefix,
            Optional<UUID> remoteGroupId) {}
}
