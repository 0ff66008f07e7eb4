package io.caelum.network.securitygroup;

import io.caelum.network.request.Attributes;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

record CreateSecurityGroup(
        @Nullable String projectId, String name, String description, boolean stateful, Map<String, Object> asked) {

    static final Set<String> READ_ONLY =
            Set.of("id", "shared", "security_group_rules", "tags", "created_at", "updated_at", "revision_number");

    static CreateSecurityGroup of(Attributes in) {
        String name = in.textOrEmpty("name");
        String description = in.textOrEmpty("description");
        Boolean stateful = in.flag("stateful");
        var wanted = new CreateSecurityGroup(
                in.projectId(),
                name == null ? "" : name,
                description == null ? "" : description,
                stateful == null || stateful,
                in.asked());
        in.refuseOthers("POST", READ_ONLY);
        return wanted;
    }
}
