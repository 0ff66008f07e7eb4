package io.caelum.platform.contract.network;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a server is attached to, as the network service knows it now.
 *
 * @param groups the security groups of all its ports, each once
 */
public record ServerAttachments(List<Port> ports, List<SecurityGroup> groups) {

    /**
     * @param status ACTIVE, DOWN, BUILD or ERROR
     * @param floating the floating addresses that lead to it
     */
    public record Port(UUID id, String status, List<FloatingAddress> floating) {

        /** A service that is older says nothing of floating addresses. */
        public Port {
            floating = floating == null ? List.of() : List.copyOf(floating);
        }

        public Port(UUID id, String status) {
            this(id, status, List.of());
        }
    }

    /** @param fixedIp the port's own address to which it leads */
    public record FloatingAddress(String fixedIp, String floatingIp) {}

    /** @param rules those that let something in */
    public record SecurityGroup(UUID id, String name, String description, String projectId, List<Rule> rules) {}

    /**
     * @param protocol empty for any
     * @param cidr of the senders; empty for those of the group, or for anybody
     * @param group whose members may send
     */
    public record Rule(
            UUID id,
            Optional<String> protocol,
            Optional<Integer> fromPort,
            Optional<Integer> toPort,
            Optional<String> cidr,
            Optional<Group> group) {

        public record Group(String name, String projectId) {}
    }
}
