package io.caelum.identity.role;

import io.caelum.identity.policy.IdentityPolicy;
import io.caelum.identity.resource.Links;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** All implications at once. */
@Path("/v3/role_inferences")
class RoleInferencesResource {

    private final ImpliedRoleService service;

    RoleInferencesResource(ImpliedRoleService service) {
        this.service = service;
    }

    @GET
    public Uni<InferenceView.Many> list(@Context HttpServerRequest request) {
        IdentityPolicy.LIST_ROLE_INFERENCE_RULES.check();
        var links = Links.of(request);
        return service.list().map(rules -> InferenceView.Many.of(rules, links));
    }
}
