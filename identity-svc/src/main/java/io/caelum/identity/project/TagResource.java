package io.caelum.identity.project;

import io.caelum.identity.policy.IdentityPolicy;
import io.caelum.identity.resource.Links;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** The tags of a project. */
@Path("/v3/projects")
class TagResource {

    private final TagService service;

    TagResource(TagService service) {
        this.service = service;
    }

    @GET
    @Path("{id}/tags")
    public Uni<Tags> list(String id, @Context HttpServerRequest request) {
        IdentityPolicy.GET_PROJECT.check(id);
        var links = Links.of(request);
        return service.list(id).map(tags -> new Tags(tags, links.self("/projects/" + id + "/tags")));
    }

    @PUT
    @Path("{id}/tags")
    public Uni<Tags> replace(String id, NewTags body, @Context HttpServerRequest request) {
        IdentityPolicy.UPDATE_PROJECT.check();
        var links = Links.of(request);
        return service.replace(id, body.tags()).map(tags -> new Tags(tags, links.self("/projects/" + id + "/tags")));
    }

    @DELETE
    @Path("{id}/tags")
    public Uni<Void> clear(String id) {
        IdentityPolicy.UPDATE_PROJECT.check();
        return service.replace(id, List.of()).replaceWithVoid();
    }

    @HEAD
    @Path("{id}/tags/{tag}")
    public Uni<Void> check(String id, String tag) {
        IdentityPolicy.GET_PROJECT.check(id);
        return service.require(id, tag);
    }

    @GET
    @Path("{id}/tags/{tag}")
    public Uni<Void> checkByGet(String id, String tag) {
        return check(id, tag);
    }

    @PUT
    @Path("{id}/tags/{tag}")
    public Uni<RestResponse<Void>> add(String id, String tag, @Context HttpServerRequest request) {
        IdentityPolicy.UPDATE_PROJECT.check();
        String address = request.absoluteURI();
        return service.add(id, tag)
                .replaceWith(() -> RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.CREATED)
                        .header("Location", address)
                        .build());
    }

    @DELETE
    @Path("{id}/tags/{tag}")
    public Uni<Void> remove(String id, String tag) {
        IdentityPolicy.UPDATE_PROJECT.check();
        return service.remove(id, tag);
    }

    record NewTags(List<String> tags) {}

    record Tags(List<String> tags, Links.Self links) {}
}
