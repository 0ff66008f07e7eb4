package io.caelum.network.securitygroup;

import io.caelum.network.request.Attributes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to change; null is left as it is. */
record UpdateSecurityGroup(
        @Nullable String name,
        @Nullable String description,
        @Nullable Boolean stateful,
        Map<String, Object> asked) {

    static UpdateSecurityGroup of(Attributes in) {
        var wanted = new UpdateSecurityGroup(
                in.textOrEmpty("name"), in.textOrEmpty("description"), in.flag("stateful"), in.asked());
        var readOnly = new HashSet<>(CreateSecurityGroup.READ_ONLY);
        readOnly.addAll(List.of("tenant_id", "project_id"));
        in.refuseOthers("PUT", readOnly);
        return wanted;
    }
}
