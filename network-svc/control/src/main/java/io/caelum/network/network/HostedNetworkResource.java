package io.caelum.network.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.node.NodeKind;
import io.caelum.network.node.Scheduling;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.request.Attributes;
import io.caelum.network.request.Body;
import io.caelum.network.request.Ids;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Which networks an agent has. */
@Path("/v2.0/agents/{agent}/dhcp-networks")
class HostedNetworkResource {

    @Inject
    Db db;

    @Inject
    Networks networks;

    @Inject
    Scheduling scheduling;

    @GET
    public Uni<Map<String, Object>> list(String agent) {
        NetworkPolicy.SCHEDULE_NETWORK.check();
        return db.read(tx -> scheduling
                .on(tx, NodeKind.DHCP, agent(agent))
                .chain(ids -> networks.withIds(tx, ids))
                .map(rows -> Map.of(
                        "networks",
                        rows.stream().map(row -> NetworkView.of(row, true)).toList())));
    }

    /** The body of the answer is a JSON null. */
    @POST
    @ResponseStatus(201)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<String> give(String agent, JsonNode json) {
        var caller = NetworkPolicy.SCHEDULE_NETWORK.check();
        Attributes in = Body.root(json);
        UUID id = Attributes.required("network_id", in.uuid("network_id"));
        in.refuseOthers("POST", Set.of());
        return scheduling
                .give(NodeKind.DHCP, agent(agent), id, tx -> networks.require(tx, caller, id))
                .replaceWith("null");
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> take(String agent, String id) {
        NetworkPolicy.SCHEDULE_NETWORK.check();
        return scheduling.take(NodeKind.DHCP, agent(agent), Ids.inPath(id, NetworkFaults::networkNotFound));
    }

    private static UUID agent(String text) {
        return Ids.inPath(text, NetworkFaults::agentNotFound);
    }
}
