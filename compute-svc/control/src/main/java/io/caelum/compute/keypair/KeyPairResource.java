package io.caelum.compute.keypair;

import static io.caelum.compute.policy.ComputePolicy.KEY_PAIRS;
import static io.caelum.compute.policy.ComputePolicy.KEY_PAIRS_OF_OTHERS;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Links.Link;
import io.caelum.compute.http.Query;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.web.paging.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v2.1/os-keypairs")
class KeyPairResource {

    private static final int MAXIMUM = 1000;

    private final Db db;
    private final KeyPairs keyPairs;
    private final KeyPairService service;
    private final Asked asked;

    KeyPairResource(Db db, KeyPairs keyPairs, KeyPairService service, Asked asked) {
        this.db = db;
        this.keyPairs = keyPairs;
        this.service = service;
        this.asked = asked;
    }

    @GET
    public Uni<KeyPairView.Many> list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        String user = owner(query.first("user_id"));
        Page page = asked.atLeast(2, 35) ? query.page(MAXIMUM) : new Page(MAXIMUM, Optional.empty());
        return db.read(tx -> page.marker().isEmpty()
                        ? keyPairs.list(tx, user, page)
                        : keyPairs.requireMarker(tx, user, page.marker().get())
                                .chain(() -> keyPairs.list(tx, user, page)))
                .map(found -> new KeyPairView.Many(
                        found.stream()
                                .map(pair -> new KeyPairView.One(KeyPairView.brief(pair, asked)))
                                .toList(),
                        next(query, page, found)));
    }

    private List<Link> next(Query query, Page page, List<KeyPair> found) {
        return asked.atLeast(2, 35) && !found.isEmpty() && found.size() == page.limit()
                ? asked.links().next("os-keypairs", query.asMap(), found.getLast().name)
                : null;
    }

    @GET
    @Path("{name}")
    public Uni<KeyPairView.One> show(String name, @Context UriInfo uri) {
        String user = owner(Query.of(uri).first("user_id"));
        return db.read(tx -> keyPairs.require(tx, user, name))
                .map(pair -> new KeyPairView.One(KeyPairView.full(pair, asked)));
    }

    @POST
    public Uni<RestResponse<KeyPairView.One>> create(JsonNode body) {
        RequestContext who = KEY_PAIRS.check();
        CreateKeyPair wanted = CreateKeyPair.of(body, asked.version());
        String user = owner(wanted.userId());
        var created = asked.atLeast(2, 2) ? RestResponse.Status.CREATED : RestResponse.Status.OK;
        return service.create(who, user, wanted)
                .map(made -> RestResponse.status(
                        created,
                        new KeyPairView.One(KeyPairView.created(
                                made.pair(), made.privateKey().orElse(null), asked))));
    }

    @DELETE
    @Path("{name}")
    public Uni<RestResponse<Void>> delete(String name, @Context UriInfo uri) {
        String user = owner(Query.of(uri).first("user_id"));
        var gone = asked.atLeast(2, 2) ? RestResponse.Status.NO_CONTENT : RestResponse.Status.ACCEPTED;
        return service.delete(user, name).replaceWith(RestResponse.status(gone));
    }

    /** One's own, or from 2.10 on another user's for administrators. */
    private String owner(Optional<String> other) {
        RequestContext who = KEY_PAIRS.check();
        if (!asked.atLeast(2, 10) || other.isEmpty() || other.get().equals(who.userId())) {
            return who.userId();
        }
        KEY_PAIRS_OF_OTHERS.check();
        return other.get();
    }
}
