package io.caelum.network.agent;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.Answers;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.request.Attributes;
import io.caelum.network.request.Body;
import io.caelum.network.request.Ids;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

@Path("/v2.0/agents")
class AgentResource {

    @Inject
    Db db;

    @Inject
    Agents agents;

    @Inject
    Answers answers;

    /** Users are not refused, they see none. */
    @GET
    public Uni<Map<String, Object>> list(UriInfo uri, HttpServerRequest http) {
        var request = ListRequest.of(uri.getQueryParameters());
        if (!NetworkPolicy.GET_AGENT.allows(CurrentContext.get())) {
            return Uni.createFrom().item(Map.of("agents", List.of()));
        }
        return db.read(tx -> agents.list(tx, request))
                .map(rows -> rows.stream().map(this::view).toList())
                .map(views -> answers.list("agents", views, request, http));
    }

    @GET
    @Path("{id}")
    public Uni<Map<String, Object>> show(String id, UriInfo uri) {
        requireVisible(id);
        return db.read(tx -> agents.require(tx, id(id)))
                .map(agent -> answers.one("agent", view(agent), uri.getQueryParameters()));
    }

    @PUT
    @Path("{id}")
    public Uni<Map<String, Object>> update(String id, JsonNode json) {
        requireVisible(id);
        Attributes in = Body.one(json, "agent");
        Boolean up = in.flag("admin_state_up");
        String description = in.textOrEmpty("description");
        in.refuseOthers("PUT", Set.of("id", "host", "alive", "configurations", "binary", "agent_type", "topic"));
        return db.withTransaction(tx -> agents.require(tx, id(id))
                        .invoke(agent -> {
                            agent.adminStateUp = up == null ? agent.adminStateUp : up;
                            agent.description = description == null ? agent.description : description;
                        })
                        .call(agent -> update(tx, agent)))
                .map(agent -> answers.one("agent", view(agent)));
    }

    /** Not the whole row: reports come in at the same time. */
    private static Uni<Integer> update(Tx tx, Agent agent) {
        return tx.session()
                .createMutationQuery(
                        "update Agent a set a.adminStateUp = :up, a.description = :description where a.id = :id")
                .setParameter("up", agent.adminStateUp)
                .setParameter("description", agent.description)
                .setParameter("id", agent.id)
                .executeUpdate();
    }

    /** One that still runs comes back with its next report. */
    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id) {
        requireVisible(id);
        return db.withTransaction(tx -> agents.require(tx, id(id)).chain(agent -> tx.delete(Agent.class, agent.id)));
    }

    private static void requireVisible(String id) {
        if (!NetworkPolicy.GET_AGENT.allows(CurrentContext.get())) {
            throw NetworkFaults.agentNotFound(id);
        }
    }

    private AgentView view(Agent agent) {
        return AgentView.of(agent, agents.aliveSince());
    }

    private static UUID id(String text) {
        return Ids.inPath(text, NetworkFaults::agentNotFound);
    }
}
