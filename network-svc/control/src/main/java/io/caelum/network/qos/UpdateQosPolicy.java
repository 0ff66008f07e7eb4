package io.caelum.network.qos;

import io.caelum.network.request.Attributes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to change; null is left as it is. */
record UpdateQosPolicy(
        @Nullable String name,
        @Nullable String description,
        @Nullable Boolean shared,
        @Nullable Boolean isDefault,
        Map<String, Object> asked) {

    static UpdateQosPolicy of(Attributes in) {
        var wanted = new UpdateQosPolicy(
                in.text("name"), in.textOrEmpty("description"), in.flag("shared"), in.flag("is_default"), in.asked());
        var readOnly = new HashSet<>(CreateQosPolicy.READ_ONLY);
        readOnly.addAll(List.of("tenant_id", "project_id"));
        in.refuseOthers("PUT", readOnly);
        return wanted;
    }
}
