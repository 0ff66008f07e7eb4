package io.caelum.compute.migration;

import static io.caelum.compute.policy.ComputePolicy.SERVER_MIGRATIONS_ABORT;
import static io.caelum.compute.policy.ComputePolicy.SERVER_MIGRATIONS_FORCE;
import static io.caelum.compute.policy.ComputePolicy.SERVER_MIGRATIONS_READ;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Available;
import io.caelum.compute.http.Times;
import io.caelum.compute.server.ServerId;
import io.caelum.compute.server.Servers;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is on its way to another host at this moment, while it runs. */
@Path("/v2.1/servers/{server}/migrations")
@Available(since = "2.22")
class ServerMigrationResource {

    private final Db db;
    private final Servers servers;
    private final Migrations migrations;
    private final Asked asked;

    ServerMigrationResource(Db db, Servers servers, Migrations migrations, Asked asked) {
        this.db = db;
        this.servers = servers;
        this.migrations = migrations;
        this.asked = asked;
    }

    record Many(List<View> migrations) {}

    record One(View migration) {}

    @GET
    @Available(since = "2.23")
    public Uni<Many> list(String server) {
        return running(SERVER_MIGRATIONS_READ.check(), ServerId.of(server))
                .map(found ->
                        new Many(found.stream().map(one -> View.of(one, asked)).toList()));
    }

    private Uni<List<Migration>> running(RequestContext who, UUID server) {
        return db.read(tx -> servers.require(tx, who, server).chain(known -> migrations.runningLive(tx, server)));
    }

    @GET
    @Path("{number}")
    @Available(since = "2.23")
    public Uni<One> show(String server, String number) {
        return require(SERVER_MIGRATIONS_READ.check(), server, number)
                .map(migration -> new One(View.of(migration, asked)));
    }

    private Uni<Migration> require(RequestContext who, String server, String number) {
        return running(who, ServerId.of(server))
                .map(found -> found.stream()
                        .filter(one -> String.valueOf(one.number).equals(number))
                        .findFirst()
                        .orElseThrow(() -> Fault.notFound(
                                "Migration %s for server %s could not be found as one that is in progress."
                                        .formatted(number, server))));
    }

    @DELETE
    @Path("{number}")
    @Available(since = "2.24")
    public Uni<Void> abort(String server, String number) {
        return notHere(require(SERVER_MIGRATIONS_ABORT.check(), server, number), "aborted");
    }

    @POST
    @Path("{number}/action")
    public Uni<Void> act(String server, String number) {
        return notHere(require(SERVER_MIGRATIONS_FORCE.check(), server, number), "forced to complete");
    }

    private static Uni<Void> notHere(Uni<Migration> migration, String what) {
        return migration.chain(found -> Uni.createFrom()
                .failure(Fault.notImplemented(
                        "A live migration cannot be %s in this cloud: it ends by itself, on".formatted(what)
                                + " the other host or where the server was.")));
    }

    /** How much has been brought over is not told here. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            long id,
            UUID uuid,
            String status,
            @JsonProperty("server_uuid") UUID serverUuid,
            @JsonProperty("source_node") String sourceNode,
            @JsonProperty("source_compute") String sourceCompute,
            @JsonProperty("dest_node") Optional<String> destNode,
            @JsonProperty("dest_compute") Optional<String> destCompute,
            @JsonProperty("dest_host") Optional<String> destHost,
            @JsonProperty("memory_total_bytes") Optional<Long> memoryTotal,
            @JsonProperty("memory_processed_bytes") Optional<Long> memoryProcessed,
            @JsonProperty("memory_remaining_bytes") Optional<Long> memoryRemaining,
            @JsonProperty("disk_total_bytes") Optional<Long> diskTotal,
            @JsonProperty("disk_processed_bytes") Optional<Long> diskProcessed,
            @JsonProperty("disk_remaining_bytes") Optional<Long> diskRemaining,
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("updated_at") String updatedAt) {

        static View of(Migration migration, Asked asked) {
            Optional<String> to = Optional.ofNullable(migration.destHost);
            Optional<Long> unknown = Optional.empty();
            return new View(
                    migration.number,
                    asked.atLeast(2, 59) ? migration.id : null,
                    migration.status.wireName(),
                    migration.serverId,
                    migration.sourceHost,
                    migration.sourceHost,
                    to,
                    to,
                    Optional.empty(),
                    unknown,
                    unknown,
                    unknown,
                    unknown,
                    unknown,
                    unknown,
                    Times.micros(migration.createdAt),
                    Times.micros(migration.updatedAt));
        }
    }
}
