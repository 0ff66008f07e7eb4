package io.caelum.network.securitygroup;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.network.listing.Answers.Identified;
import io.caelum.network.standard.Times;
import java.util.List;
import java.util.UUID;

@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
record SecurityGroupView(
        UUID id,
        String name,
        String tenantId,
        String projectId,
        boolean stateful,
        boolean shared,
        List<SecurityGroupRuleView> securityGroupRules,
        String description,
        List<String> tags,
        String createdAt,
        String updatedAt,
        int revisionNumber)
        implements Identified {

    static SecurityGroupView of(SecurityGroup group, List<SecurityGroupRule> rules) {
        return new SecurityGroupView(
                group.id,
                group.name,
                group.projectId,
                group.projectId,
                group.stateful,
                false,
                rules.stream().map(SecurityGroupRuleView::of).toList(),
                group.description,
                List.of(group.tags),
                Times.text(group.createdAt),
                Times.text(group.updatedAt),
                group.revision);
    }
}
