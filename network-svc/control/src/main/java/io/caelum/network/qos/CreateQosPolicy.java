package io.caelum.network.qos;

import io.caelum.network.request.Attributes;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

record CreateQosPolicy(
        @Nullable String projectId,
        String name,
        String description,
        boolean shared,
        boolean isDefault,
        Map<String, Object> asked) {

    static final Set<String> READ_ONLY = Set.of("id", "rules", "tags", "created_at", "updated_at", "revision_number");

    static CreateQosPolicy of(Attributes in) {
        var wanted = new CreateQosPolicy(
                in.projectId(),
                Attributes.required("name", in.text("name")),
                or(in.textOrEmpty("description"), ""),
                or(in.flag("shared"), false),
                or(in.flag("is_default"), false),
                in.asked());
        in.refuseOthers("POST", READ_ONLY);
        return wanted;
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
