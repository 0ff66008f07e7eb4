package io.caelum.network.router;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.request.Attributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

record CreateRouter(
        @Nullable String projectId,
        String name,
        String description,
        boolean adminStateUp,
        @Nullable GatewayWish gateway,
        Map<String, Object> asked) {

    static final Set<String> READ_ONLY =
            Set.of("id", "status", "availability_zones", "tags", "created_at", "updated_at", "revision_number");

    static CreateRouter of(Attributes in) {
        refuseOtherKinds(in);
        var wanted = new CreateRouter(
                in.projectId(),
                or(in.textOrEmpty("name"), ""),
                or(in.textOrEmpty("description"), ""),
                or(in.flag("admin_state_up"), true),
                GatewayWish.of(in),
                in.asked());
        in.refuseOthers("POST", READ_ONLY);
        return wanted;
    }

    /** Clients say that they want no router of another kind, and no zone; a wish for one has to be refused. */
    static void refuseOtherKinds(Attributes in) {
        List<String> zones = in.texts("availability_zone_hints");
        if (zones != null && !zones.isEmpty()) {
            throw NetworkFaults.notFound(
                    "AvailabilityZoneNotFound", "AvailabilityZone " + zones.getFirst() + " could not be found.");
        }
        for (String kind : List.of("distributed", "ha")) {
            if (Boolean.TRUE.equals(in.flagOrNull(kind))) {
                throw Attributes.invalid(kind, "routers here run on one host, so it can only be false");
            }
        }
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
