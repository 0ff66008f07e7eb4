package io.caelum.network.securitygroup;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.Answers;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.request.Body;
import io.caelum.network.request.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v2.0/security-group-rules")
class SecurityGroupRuleResource {

    @Inject
    SecurityGroupRuleService service;

    @Inject
    Answers answers;

    @GET
    public Uni<Map<String, Object>> list(UriInfo uri, HttpServerRequest http) {
        var request = ListRequest.of(uri.getQueryParameters());
        return service.list(NetworkPolicy.GET_SECURITY_GROUP_RULE.check(), request)
                .map(views -> answers.list("security_group_rules", views, request, http));
    }

    @GET
    @Path("{id}")
    public Uni<Map<String, Object>> show(String id, UriInfo uri) {
        return service.show(NetworkPolicy.GET_SECURITY_GROUP_RULE.check(), id(id))
                .map(view -> answers.one("security_group_rule", view, uri.getQueryParameters()));
    }

    @POST
    @ResponseStatus(201)
    public Uni<Map<String, Object>> create(JsonNode json) {
        var caller = NetworkPolicy.CREATE_SECURITY_GROUP_RULE.check();
        var body = Body.oneOrMany(json, "security_group_rule", "security_group_rules");
        return service.create(
                        caller,
                        body.items().stream().map(CreateSecurityGroupRule::of).toList())
                .map(views -> answers.created(body.bulk(), "security_group_rule", "security_group_rules", views));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id) {
        return service.delete(NetworkPolicy.DELETE_SECURITY_GROUP_RULE.check(), id(id));
    }

    private static UUID id(String text) {
        return Ids.inPath(text, NetworkFaults::securityGroupRuleNotFound);
    }
}
