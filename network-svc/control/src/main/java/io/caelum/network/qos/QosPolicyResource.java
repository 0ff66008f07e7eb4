package io.caelum.network.qos;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.Answers;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.request.Body;
import io.caelum.network.request.Ids;
import io.caelum.network.standard.IfMatch;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Policies and the rules in them, of which there is one kind: limits of the bandwidth. */
@Path("/v2.0/qos")
class QosPolicyResource {

    private static final String RULE = "bandwidth_limit_rule";

    @Inject
    QosPolicyService service;

    @Inject
    BandwidthLimitService limits;

    @Inject
    Answers answers;

    @GET
    @Path("policies")
    public Uni<Map<String, Object>> list(UriInfo uri, HttpServerRequest http) {
        var request = ListRequest.of(uri.getQueryParameters());
        return service.list(NetworkPolicy.GET_QOS_POLICY.check(), request)
                .map(views -> answers.list("policies", views, request, http));
    }

    @GET
    @Path("policies/{id}")
    public Uni<Map<String, Object>> show(String id, UriInfo uri) {
        return service.show(NetworkPolicy.GET_QOS_POLICY.check(), id(id))
                .map(view -> answers.one("policy", view, uri.getQueryParameters()));
    }

    @POST
    @Path("policies")
    @ResponseStatus(201)
    public Uni<Map<String, Object>> create(JsonNode json) {
        var caller = NetworkPolicy.CHANGE_QOS_POLICY.check();
        return service.create(caller, CreateQosPolicy.of(Body.one(json, "policy")))
                .map(view -> answers.one("policy", view));
    }

    @PUT
    @Path("policies/{id}")
    public Uni<Map<String, Object>> update(
            String id, @HeaderParam(HttpHeaders.IF_MATCH) String condition, JsonNode json) {
        var caller = NetworkPolicy.CHANGE_QOS_POLICY.check();
        var wanted = UpdateQosPolicy.of(Body.one(json, "policy"));
        return service.update(caller, id(id), wanted, IfMatch.revision(condition))
                .map(view -> answers.one("policy", view));
    }

    @DELETE
    @Path("policies/{id}")
    public Uni<Void> delete(String id, @HeaderParam(HttpHeaders.IF_MATCH) String condition) {
        return service.delete(NetworkPolicy.CHANGE_QOS_POLICY.check(), id(id), IfMatch.revision(condition));
    }

    @GET
    @Path("policies/{id}/bandwidth_limit_rules")
    public Uni<Map<String, Object>> listRules(String id) {
        return limits.list(NetworkPolicy.GET_QOS_POLICY.check(), id(id)).map(views -> answers.one(RULE + "s", views));
    }

    @GET
    @Path("policies/{id}/bandwidth_limit_rules/{rule}")
    public Uni<Map<String, Object>> showRule(String id, String rule) {
        return limits.show(NetworkPolicy.GET_QOS_POLICY.check(), id(id), rule(id, rule))
                .map(view -> answers.one(RULE, view));
    }

    @POST
    @Path("policies/{id}/bandwidth_limit_rules")
    @ResponseStatus(201)
    public Uni<Map<String, Object>> createRule(String id, JsonNode json) {
        var caller = NetworkPolicy.CHANGE_QOS_POLICY.check();
        return limits.create(caller, id(id), Body.one(json, RULE)).map(view -> answers.one(RULE, view));
    }

    @PUT
    @Path("policies/{id}/bandwidth_limit_rules/{rule}")
    public Uni<Map<String, Object>> updateRule(String id, String rule, JsonNode json) {
        var caller = NetworkPolicy.CHANGE_QOS_POLICY.check();
        return limits.update(caller, id(id), rule(id, rule), Body.one(json, RULE))
                .map(view -> answers.one(RULE, view));
    }

    @DELETE
    @Path("policies/{id}/bandwidth_limit_rules/{rule}")
    public Uni<Void> deleteRule(String id, String rule) {
        return limits.delete(NetworkPolicy.CHANGE_QOS_POLICY.check(), id(id), rule(id, rule));
    }

    /** Which kinds of rules there are. */
    @GET
    @Path("rule-types")
    public Map<String, Object> ruleTypes() {
        NetworkPolicy.GET_QOS_POLICY.check();
        return Map.of("rule_types", List.of(Map.of("type", "bandwidth_limit")));
    }

    private static UUID id(String text) {
        return Ids.inPath(text, NetworkFaults::qosPolicyNotFound);
    }

    private static UUID rule(String policy, String text) {
        return Ids.inPath(text, id -> NetworkFaults.qosRuleNotFound(policy, id));
    }
}
