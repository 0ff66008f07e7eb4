package io.caelum.compute.flavor;

import static io.caelum.compute.policy.ComputePolicy.FLAVORS_DELETE;
import static io.caelum.compute.policy.ComputePolicy.FLAVORS_MANAGE;
import static io.caelum.compute.policy.ComputePolicy.FLAVORS_READ;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Available;
import io.caelum.compute.http.Fields;
import io.caelum.compute.http.Links.Link;
import io.caelum.compute.http.Query;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v2.1/flavors")
class FlavorResource {

    private final Db db;
    private final Flavors flavors;
    private final FlavorService service;
    private final Asked asked;

    FlavorResource(Db db, Flavors flavors, FlavorService service, Asked asked) {
        this.db = db;
        this.flavors = flavors;
        this.service = service;
        this.asked = asked;
    }

    @GET
    public Uni<FlavorView.Briefs> list(@Context UriInfo uri) {
        FlavorQuery wanted = FlavorQuery.of(Query.of(uri));
        return find(wanted)
                .map(found -> new FlavorView.Briefs(
                        found.stream()
                                .map(flavor -> FlavorView.Brief.of(flavor, asked))
                                .toList(),
                        next("flavors", wanted, found, uri)));
    }

    @GET
    @Path("detail")
    public Uni<FlavorView.Many> detail(@Context UriInfo uri) {
        FlavorQuery wanted = FlavorQuery.of(Query.of(uri));
        return find(wanted)
                .map(found -> new FlavorView.Many(
                        found.stream()
                                .map(flavor -> FlavorView.of(flavor, asked))
                                .toList(),
                        next("flavors/detail", wanted, found, uri)));
    }

    private Uni<List<Flavor>> find(FlavorQuery wanted) {
        RequestContext who = FLAVORS_READ.check();
        return db.read(tx ->
                flavors.requireMarker(tx, who, wanted.page().marker()).chain(() -> flavors.list(tx, who, wanted)));
    }

    private List<Link> next(String collection, FlavorQuery wanted, List<Flavor> found, UriInfo uri) {
        return found.isEmpty() || found.size() < wanted.page().limit()
                ? null
                : asked.links().next(collection, Query.of(uri).asMap(), found.getLast().id);
    }

    @GET
    @Path("{id}")
    public Uni<FlavorView.One> show(String id) {
        RequestContext who = FLAVORS_READ.check();
        return db.read(tx -> flavors.require(tx, who, id)).map(this::one);
    }

    @POST
    @ResponseStatus(200)
    public Uni<FlavorView.One> create(JsonNode body) {
        FLAVORS_MANAGE.check();
        return service.create(CreateFlavor.of(body, asked.version())).map(this::one);
    }

    @PUT
    @Path("{id}")
    @Available(since = "2.55")
    public Uni<FlavorView.One> describe(String id, JsonNode body) {
        FLAVORS_MANAGE.check();
        Fields fields = Fields.body(body, "flavor");
        if (!fields.has("description")) {
            throw fields.missing("description");
        }
        String description = fields.nullableText("description", 65_535).orElse(null);
        fields.end();
        return service.describe(id, description).map(this::one);
    }

    @DELETE
    @Path("{id}")
    @ResponseStatus(202)
    public Uni<Void> delete(String id) {
        FLAVORS_DELETE.check();
        return service.delete(id);
    }

    private FlavorView.One one(Flavor flavor) {
        return new FlavorView.One(FlavorView.of(flavor, asked));
    }
}
