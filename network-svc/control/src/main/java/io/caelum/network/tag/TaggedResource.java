package io.caelum.network.tag;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.network.request.Attributes;
import io.caelum.network.request.Body;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The routes {@code {id}/tags} of a collection; by inheritance, since a class of its own would need its own path. */
public abstract class TaggedResource {

    @Inject
    TagService tags;

    private final TaggedCollection collection;

    protected TaggedResource(TaggedCollection collection) {
        this.collection = collection;
    }

    @GET
    @Path("{id}/tags")
    public Uni<Map<String, List<String>>> listTags(String id) {
        return tags.list(collection, id).map(found -> Map.of("tags", found));
    }

    @PUT
    @Path("{id}/tags")
    public Uni<Map<String, List<String>>> replaceTags(String id, JsonNode json) {
        Attributes in = Body.root(json);
        List<String> wanted = Attributes.required("tags", in.texts("tags"));
        in.refuseOthers("PUT", Set.of());
        return tags.replace(collection, id, wanted).map(after -> Map.of("tags", after));
    }

    @DELETE
    @Path("{id}/tags")
    public Uni<Void> clearTags(String id) {
        return tags.replace(collection, id, List.of()).replaceWithVoid();
    }

    @GET
    @Path("{id}/tags/{tag}")
    @ResponseStatus(204)
    public Uni<Void> hasTag(String id, String tag) {
        return tags.has(collection, id, tag);
    }

    /** The body of the answer is a JSON null. */
    @PUT
    @Path("{id}/tags/{tag}")
    @ResponseStatus(201)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<String> addTag(String id, String tag) {
        return tags.add(collection, id, tag).replaceWith("null");
    }

    @DELETE
    @Path("{id}/tags/{tag}")
    public Uni<Void> removeTag(String id, String tag) {
        return tags.remove(collection, id, tag).replaceWithVoid();
    }
}
