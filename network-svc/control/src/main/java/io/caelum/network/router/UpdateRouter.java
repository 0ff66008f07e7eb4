package io.caelum.network.router;

import io.caelum.network.request.Attributes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to change; null is left as it is. */
record UpdateRouter(
        @Nullable String name,
        @Nullable String description,
        @Nullable Boolean adminStateUp,
        @Nullable GatewayWish gateway,
        @Nullable List<Route> routes,
        Map<String, Object> asked) {

    static UpdateRouter of(Attributes in) {
        CreateRouter.refuseOtherKinds(in);
        var wanted = new UpdateRouter(
                in.textOrEmpty("name"),
                in.textOrEmpty("description"),
                in.flag("admin_state_up"),
                GatewayWish.of(in),
                Route.listOf(in),
                in.asked());
        var readOnly = new HashSet<>(CreateRouter.READ_ONLY);
        readOnly.addAll(List.of("tenant_id", "project_id", "flavor_id"));
        in.refuseOthers("PUT", readOnly);
        return wanted;
    }
}
