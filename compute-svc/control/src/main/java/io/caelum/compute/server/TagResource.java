package io.caelum.compute.server;

import static io.caelum.compute.policy.ComputePolicy.TAGS_READ;
import static io.caelum.compute.policy.ComputePolicy.TAGS_WRITE;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Available;
import io.caelum.compute.http.Fields;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/v2.1/servers/{id}/tags")
@Available(since = "2.26")
class TagResource {

    private final Db db;
    private final Servers servers;
    private final Asked asked;

    TagResource(Db db, Servers servers, Asked asked) {
        this.db = db;
        this.servers = servers;
        this.asked = asked;
    }

    record All(List<String> tags) {}

    @GET
    public Uni<All> list(String id) {
        RequestContext who = TAGS_READ.check();
        return db.read(tx -> servers.require(tx, who, ServerId.of(id)).chain(server -> tags(tx, server.id)))
                .map(All::new);
    }

    private Uni<List<String>> tags(Tx tx, UUID id) {
        return servers.tags(tx, List.of(id)).map(all -> all.getOrDefault(id, List.of()));
    }

    @GET
    @Path("{tag}")
    @ResponseStatus(204)
    public Uni<Void> show(String id, String tag) {
        RequestContext who = TAGS_READ.check();
        return db.read(tx -> servers.require(tx, who, ServerId.of(id)).chain(server -> tags(tx, server.id)))
                .invoke(tags -> {
                    if (!tags.contains(tag)) {
                        throw notFound(id, tag);
                    }
                })
                .replaceWithVoid();
    }

    @PUT
    public Uni<All> replace(String id, JsonNode body) {
        RequestContext who = TAGS_WRITE.check();
        Fields fields = Fields.body(body);
        List<String> wanted = fields.texts("tags").orElseThrow(() -> fields.missing("tags")).stream()
                .distinct()
                .toList();
        fields.end();
        wanted.forEach(Tags::require);
        requireFew(wanted.size());
        return db.withTransaction(tx -> servers.requireLocked(tx, who, ServerId.of(id))
                        .chain(server -> ServerTags.clear(tx, server.id).chain(() -> insertAll(tx, server.id, wanted))))
                .replaceWith(new All(wanted));
    }

    private static Uni<Void> insertAll(Tx tx, UUID server, List<String> tags) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String tag : tags) {
            done = done.chain(() -> ServerTags.insert(tx, server, tag)).replaceWithVoid();
        }
        return done;
    }

    @PUT
    @Path("{tag}")
    public Uni<RestResponse<Void>> add(String id, String tag) {
        RequestContext who = TAGS_WRITE.check();
        Tags.require(tag);
        return db.withTransaction(tx -> servers.requireLocked(tx, who, ServerId.of(id))
                        .chain(server -> tags(tx, server.id))
                        .invoke(tags -> requireFew(tags.contains(tag) ? tags.size() : tags.size() + 1))
                        .chain(() -> ServerTags.insert(tx, ServerId.of(id), tag)))
                .map(count -> count == 0
                        ? RestResponse.noContent()
                        : RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.CREATED)
                                .header(HttpHeaders.LOCATION, asked.links().self("servers", id + "/tags/" + tag))
                                .build());
    }

    @DELETE
    @ResponseStatus(204)
    public Uni<Void> clear(String id) {
        RequestContext who = TAGS_WRITE.check();
        return db.withTransaction(
                tx -> servers.requireLocked(tx, who, ServerId.of(id)).chain(server -> ServerTags.clear(tx, server.id)));
    }

    @DELETE
    @Path("{tag}")
    @ResponseStatus(204)
    public Uni<Void> remove(String id, String tag) {
        RequestContext who = TAGS_WRITE.check();
        return db.withTransaction(tx -> servers.requireLocked(tx, who, ServerId.of(id))
                        .chain(server -> ServerTags.delete(tx, server.id, tag)))
                .invoke(count -> {
                    if (count == 0) {
                        throw notFound(id, tag);
                    }
                })
                .replaceWithVoid();
    }

    private static void requireFew(int count) {
        if (count > Tags.MOST) {
            throw Fault.badRequest("The number of tags exceeded the per-server limit %d".formatted(Tags.MOST));
        }
    }

    private static Fault notFound(String id, String tag) {
        return Fault.notFound("Server %s has no tag '%s'".formatted(id, tag));
    }
}
