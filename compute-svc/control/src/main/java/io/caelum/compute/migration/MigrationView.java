package io.caelum.compute.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Links.Link;
import io.caelum.compute.http.Times;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A migration in the list of all. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MigrationView(
        long id,
        UUID uuid,
        String status,
        @JsonProperty("instance_uuid") UUID instanceUuid,
        @JsonProperty("source_node") String sourceNode,
        @JsonProperty("source_compute") String sourceCompute,
        @JsonProperty("dest_node") Optional<String> destNode,
        @JsonProperty("dest_compute") Optional<String> destCompute,
        @JsonProperty("dest_host") Optional<String> destHost,
        @JsonProperty("old_instance_type_id") long oldInstanceTypeId,
        @JsonProperty("new_instance_type_id") long newInstanceTypeId,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt,
        @JsonProperty("migration_type") String migrationType,
        List<Link> links) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Many(
            List<MigrationView> migrations,
            @JsonProperty("migrations_links") List<Link> next) {}

    static MigrationView of(Migration migration, Asked asked) {
        boolean typed = asked.atLeast(2, 23);
        Optional<String> to = Optional.ofNullable(migration.destHost);
        return new MigrationView(
                migration.number,
                asked.atLeast(2, 59) ? migration.id : null,
                migration.status.wireName(),
                migration.serverId,
                migration.sourceHost,
                migration.sourceHost,
                to,
                to,
                Optional.empty(),
                migration.oldFlavor.number(),
                migration.newFlavor.number(),
                Times.micros(migration.createdAt),
                Times.micros(migration.updatedAt),
                typed ? migration.type.wireName() : null,
                typed && isShownWithItsServer(migration) ? links(migration, asked) : null);
    }

    /** Only those are resources of their own. */
    private static boolean isShownWithItsServer(Migration migration) {
        return migration.type == MigrationType.LIVE_MIGRATION && migration.endedAt == null;
    }

    private static List<Link> links(Migration migration, Asked asked) {
        return asked.links().of("servers/" + migration.serverId + "/migrations", String.valueOf(migration.number));
    }
}
