package io.caelum.compute.securitygroup;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.platform.contract.network.ServerAttachments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A security group in the form that Nova once had: only what lets something in is a rule. */
public record SecurityGroupView(
        UUID id,
        String name,
        String description,
        @JsonProperty("tenant_id") String tenantId,
        List<Rule> rules) {

    public record Many(@JsonProperty("security_groups") List<SecurityGroupView> securityGroups) {}

    record One(@JsonProperty("security_group") SecurityGroupView securityGroup) {}

    /** Exactly one of group and range says something, the other one is empty. */
    public record Rule(
            UUID id,
            @JsonProperty("parent_group_id") UUID parentGroupId,
            @JsonProperty("ip_protocol") Optional<String> ipProtocol,
            @JsonProperty("from_port") Optional<Integer> fromPort,
            @JsonProperty("to_port") Optional<Integer> toPort,
            Map<String, String> group,
            @JsonProperty("ip_range") Map<String, String> ipRange) {

        static Rule of(UUID parent, ServerAttachments.Rule rule) {
            return new Rule(
                    rule.id(),
                    parent,
                    rule.protocol(),
                    rule.fromPort(),
                    rule.toPort(),
                    rule.group()
                            .map(group -> Map.of("name", group.name(), "tenant_id", group.projectId()))
                            .orElse(Map.of()),
                    rule.group().isPresent()
                            ? Map.of()
                            : Map.of("cidr", rule.cidr().orElse("0.0.0.0/0")));
        }
    }

    public static SecurityGroupView of(ServerAttachments.SecurityGroup group) {
        return new SecurityGroupView(
                group.id(),
                group.name(),
                group.description(),
                group.projectId(),
                group.rules().stream().map(rule -> Rule.of(group.id(), rule)).toList());
    }
}
