package io.caelum.compute.flavor;

import static io.caelum.compute.policy.ComputePolicy.EXTRA_SPECS_READ;
import static io.caelum.compute.policy.ComputePolicy.EXTRA_SPECS_WRITE;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Fields;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v2.1/flavors/{flavor}/os-extra_specs")
class ExtraSpecsResource {

    private final Db db;
    private final Flavors flavors;

    ExtraSpecsResource(Db db, Flavors flavors) {
        this.db = db;
        this.flavors = flavors;
    }

    record All(@JsonProperty("extra_specs") Map<String, String> extraSpecs) {}

    @GET
    public Uni<All> list(String flavor) {
        return read(flavor).map(All::new);
    }

    @GET
    @Path("{key}")
    public Uni<Map<String, String>> show(String flavor, String key) {
        return read(flavor).map(specs -> Map.of(key, require(specs, flavor, key)));
    }

    private Uni<Map<String, String>> read(String flavor) {
        RequestContext who = EXTRA_SPECS_READ.check();
        return db.read(tx -> flavors.require(tx, who, flavor)).map(found -> found.extraSpecs);
    }

    @POST
    @ResponseStatus(200)
    public Uni<All> add(String flavor, JsonNode body) {
        EXTRA_SPECS_WRITE.check();
        Map<String, String> given = Fields.body(body, "extra_specs").allMetadata();
        return change(flavor, specs -> with(specs, given)).replaceWith(new All(given));
    }

    @PUT
    @Path("{key}")
    public Uni<Map<String, String>> set(String flavor, String key, JsonNode body) {
        EXTRA_SPECS_WRITE.check();
        Map<String, String> given = Fields.body(body).allMetadata();
        if (given.size() != 1 || !given.containsKey(key)) {
            throw Fault.badRequest("Request body and URI mismatch: the only key must be '%s'.".formatted(key));
        }
        return change(flavor, specs -> with(specs, given)).replaceWith(given);
    }

    @DELETE
    @Path("{key}")
    @ResponseStatus(200)
    public Uni<Void> remove(String flavor, String key) {
        EXTRA_SPECS_WRITE.check();
        return change(flavor, specs -> {
                    require(specs, flavor, key);
                    var left = new LinkedHashMap<>(specs);
                    left.remove(key);
                    return left;
                })
                .replaceWithVoid();
    }

    private Uni<Flavor> change(String id, UnaryOperator<Map<String, String>> change) {
        return db.withTransaction(tx -> flavors.requireLocked(tx, id).call(flavor -> {
            flavor.extraSpecs = change.apply(flavor.extraSpecs);
            return tx.session().update(flavor);
        }));
    }

    private static Map<String, String> with(Map<String, String> specs, Map<String, String> given) {
        var all = new LinkedHashMap<>(specs);
        all.putAll(given);
        return all;
    }

    private static String require(Map<String, String> specs, String flavor, String key) {
        if (!specs.containsKey(key)) {
            throw Fault.notFound("Flavor %s has no extra specs with key %s.".formatted(flavor, key));
        }
        return specs.get(key);
    }
}
