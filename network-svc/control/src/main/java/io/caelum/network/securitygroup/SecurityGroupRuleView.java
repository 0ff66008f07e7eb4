package io.caelum.network.securitygroup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.network.listing.Answers.Identified;
import io.caelum.network.standard.Times;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
record SecurityGroupRuleView(
        UUID id,
        String tenantId,
        String projectId,
        UUID securityGroupId,
        String direction,
        String ethertype,
        Optional<String> protocol,
        Optional<Integer> portRangeMin,
        Optional<Integer> portRangeMax,
        Optional<String> remoteIpPrefix,
        Optional<UUID> remoteGroupId,
        Optional<String> normalizedCidr,
        String description,
        List<String> tags,
        String createdAt,
        String updatedAt,
        int revisionNumber)
        implements Identified {

    static SecurityGroupRuleView of(SecurityGroupRule rule) {
        return new SecurityGroupRuleView(
                rule.id,
                rule.projectId,
                rule.projectId,
                rule.securityGroupId,
                rule.direction,
                rule.ethertype,
                Optional.ofNullable(rule.protocol),
                Optional.ofNullable(rule.portRangeMin),
                Optional.ofNullable(rule.portRangeMax),
                Optional.ofNullable(rule.remoteIpPrefix),
                Optional.ofNullable(rule.remoteGroupId),
                Optional.ofNullable(rule.remoteIpPrefix),
                rule.description,
                List.of(rule.tags),
                Times.text(rule.createdAt),
                Times.text(rule.updatedAt),
                rule.revision);
    }
}
