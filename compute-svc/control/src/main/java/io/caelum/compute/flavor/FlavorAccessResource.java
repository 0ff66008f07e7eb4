package io.caelum.compute.flavor;

import static io.caelum.compute.policy.ComputePolicy.FLAVOR_ACCESS;
import static io.caelum.compute.policy.ComputePolicy.FLAVOR_ACCESS_ADD;
import static io.caelum.compute.policy.ComputePolicy.FLAVOR_ACCESS_REMOVE;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Fields;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Which projects may use a private flavor. */
@Path("/v2.1/flavors/{flavor}")
class FlavorAccessResource {

    private final Db db;
    private final Flavors flavors;
    private final Asked asked;

    FlavorAccessResource(Db db, Flavors flavors, Asked asked) {
        this.db = db;
        this.flavors = flavors;
        this.asked = asked;
    }

    record Access(
            @JsonProperty("flavor_id") String flavorId,
            @JsonProperty("tenant_id") String tenantId) {}

    record All(@JsonProperty("flavor_access") List<Access> flavorAccess) {}

    @GET
    @Path("os-flavor-access")
    public Uni<All> list(String flavor) {
        FLAVOR_ACCESS.check();
        return db.withTransaction(tx -> flavors.requireLocked(tx, flavor)
                .invoke(found -> {
                    if (found.isPublic) {
                        throw Fault.notFound("Access list not available for public flavors.");
                    }
                })
                .chain(() -> access(tx, flavor)));
    }

    private Uni<All> access(Tx tx, String flavor) {
        return flavors.projects(tx, flavor)
                .map(projects -> new All(projects.stream()
                        .map(project -> new Access(flavor, project))
                        .toList()));
    }

    @POST
    @Path("action")
    @ResponseStatus(200)
    public Uni<All> act(String flavor, JsonNode body) {
        Fields fields = Fields.body(body);
        Set<String> keys = fields.keys();
        if (keys.equals(Set.of("addTenantAccess"))) {
            FLAVOR_ACCESS_ADD.check();
            return add(flavor, tenant(fields, "addTenantAccess"));
        }
        if (keys.equals(Set.of("removeTenantAccess"))) {
            FLAVOR_ACCESS_REMOVE.check();
            return remove(flavor, tenant(fields, "removeTenantAccess"));
        }
        throw Fault.badRequest("There is no such action: %s".formatted(keys));
    }

    private static String tenant(Fields fields, String action) {
        Fields inner = fields.object(action).orElseThrow();
        String tenant = inner.requiredText("tenant", 1, 64);
        inner.end();
        return tenant;
    }

    private Uni<All> add(String id, String project) {
        return db.withTransaction(tx -> flavors.requireLocked(tx, id)
                .invoke(flavor -> {
                    if (flavor.isPublic && asked.atLeast(2, 7)) {
                        throw Fault.conflict("Can not add access to a public flavor.");
                    }
                })
                .chain(() -> flavors.addProject(tx, id, project))
                .invoke(added -> {
                    if (added == 0) {
                        throw Fault.conflict("Flavor access already exists for flavor %s and project %s combination."
                                .formatted(id, project));
                    }
                })
                .chain(() -> access(tx, id)));
    }

    private Uni<All> remove(String id, String project) {
        return db.withTransaction(tx -> flavors.requireLocked(tx, id)
                .chain(() -> flavors.removeProject(tx, id, project))
                .invoke(removed -> {
                    if (removed == 0) {
                        throw Fault.notFound("Flavor access not found for %s / %s combination.".formatted(id, project));
                    }
                })
                .chain(() -> access(tx, id)));
    }
}
