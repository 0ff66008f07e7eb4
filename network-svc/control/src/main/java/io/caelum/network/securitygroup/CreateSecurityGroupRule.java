package io.caelum.network.securitygroup;

import io.caelum.network.request.Attributes;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record CreateSecurityGroupRule(
        UUID securityGroupId,
        @Nullable String projectId,
        String description,
        RuleContent content,
        Map<String, Object> asked) {

    static CreateSecurityGroupRule of(Attributes in) {
        String description = in.textOrEmpty("description");
        var wanted = new CreateSecurityGroupRule(
                Attributes.required("security_group_id", in.uuid("security_group_id")),
                in.projectId(),
                description == null ? "" : description,
                RuleContent.of(in),
                in.asked());
        in.refuseOthers("POST", Set.of("id", "normalized_cidr", "tags", "created_at", "updated_at", "revision_number"));
        return wanted;
    }
}
