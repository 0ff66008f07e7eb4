package io.caelum.compute.server;

import static io.caelum.compute.policy.ComputePolicy.METADATA_READ;
import static io.caelum.compute.policy.ComputePolicy.METADATA_WRITE;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Fields;
import io.caelum.compute.quota.ComputeQuota;
import io.caelum.compute.quota.Quotas;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v2.1/servers/{id}/metadata")
class MetadataResource {

    private static final Set<VmState> ALLOWED =
            EnumSet.of(VmState.ACTIVE, VmState.PAUSED, VmState.SUSPENDED, VmState.STOPPED);

    private final Db db;
    private final Servers servers;
    private final Quotas quotas;
    private final Clock clock;

    MetadataResource(Db db, Servers servers, Quotas quotas, Clock clock) {
        this.db = db;
        this.servers = servers;
        this.quotas = quotas;
        this.clock = clock;
    }

    record All(Map<String, String> metadata) {}

    record Item(Map<String, String> meta) {}

    @GET
    public Uni<All> list(String id) {
        return read(id).map(All::new);
    }

    @GET
    @Path("{key}")
    public Uni<Item> show(String id, String key) {
        return read(id).map(metadata -> new Item(Map.of(key, requireItem(metadata, key))));
    }

    private Uni<Map<String, String>> read(String id) {
        RequestContext who = METADATA_READ.check();
        return db.read(tx -> servers.require(tx, who, ServerId.of(id))).map(server -> server.metadata);
    }

    @POST
    public Uni<All> merge(String id, JsonNode body) {
        Map<String, String> given = given(body);
        return change(id, metadata -> with(metadata, given)).map(All::new);
    }

    @PUT
    public Uni<All> replace(String id, JsonNode body) {
        Map<String, String> given = given(body);
        return change(id, metadata -> given).map(All::new);
    }

    private static Map<String, String> given(JsonNode body) {
        return Fields.body(body, "metadata").allMetadata();
    }

    @PUT
    @Path("{key}")
    public Uni<Item> set(String id, String key, JsonNode body) {
        Map<String, String> given = Fields.body(body, "meta").allMetadata();
        if (given.size() != 1 || !given.containsKey(key)) {
            throw Fault.badRequest(
                    "Request body and URI mismatch: the only key of 'meta' must be '%s'.".formatted(key));
        }
        return change(id, metadata -> with(metadata, given)).replaceWith(new Item(given));
    }

    @DELETE
    @Path("{key}")
    @ResponseStatus(204)
    public Uni<Void> remove(String id, String key) {
        return change(id, metadata -> {
                    requireItem(metadata, key);
                    var left = new LinkedHashMap<>(metadata);
                    left.remove(key);
                    return left;
                })
                .replaceWithVoid();
    }

    private Uni<Map<String, String>> change(String id, UnaryOperator<Map<String, String>> change) {
        RequestContext who = METADATA_WRITE.check();
        return db.withTransaction(tx -> servers.requireLocked(tx, who, ServerId.of(id))
                .invoke(MetadataResource::requireState)
                .invoke(server -> server.requireUnlockedFor(who))
                .invoke(server -> server.metadata = change.apply(server.metadata))
                .call(server -> requireRoom(tx, server))
                .invoke(server -> server.updatedAt = clock.instant())
                .call(server -> tx.session().update(server))
                .map(server -> server.metadata));
    }

    private static void requireState(Server server) {
        if (!ALLOWED.contains(server.vmState)) {
            throw ServerService.wrongState("update metadata", server.id, server.vmState);
        }
    }

    private Uni<Void> requireRoom(Tx tx, Server server) {
        return quotas.limits(tx, server.projectId)
                .invoke(limits -> MetadataRoom.require(server.metadata.size(), limits.get(ComputeQuota.METADATA_ITEMS)))
                .replaceWithVoid();
    }

    private static Map<String, String> with(Map<String, String> metadata, Map<String, String> given) {
        var all = new LinkedHashMap<>(metadata);
        all.putAll(given);
        return all;
    }

    private static String requireItem(Map<String, String> metadata, String key) {
        if (!metadata.containsKey(key)) {
            throw Fault.notFound("Metadata item was not found");
        }
        return metadata.get(key);
    }
}
