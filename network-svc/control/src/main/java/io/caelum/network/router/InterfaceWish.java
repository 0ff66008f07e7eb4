package io.caelum.network.router;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.request.Attributes;
import io.caelum.network.request.Body;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@code add_router_interface} and {@code remove_router_interface} name. */
record InterfaceWish(@Nullable UUID subnetId, @Nullable UUID portId) {

    static InterfaceWish of(@Nullable JsonNode json, boolean bothAllowed) {
        Attributes in = Body.root(json);
        var wish = new InterfaceWish(in.uuid("subnet_id"), in.uuid("port_id"));
        in.refuseOthers("PUT", Set.of());
        if (wish.subnetId == null && wish.portId == null) {
            throw NetworkFaults.badRequest("Bad router request: Either subnet_id or port_id must be specified.");
        }
        if (wish.subnetId != null && wish.portId != null && !bothAllowed) {
            throw NetworkFaults.badRequest("Bad router request: Cannot specify both subnet-id and port-id.");
        }
        return wish;
    }
}
