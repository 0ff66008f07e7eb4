package io.caelum.compute.server.snapshot;

import io.caelum.compute.neighbour.ImageClient;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.order.ServerTasks;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.image.SnapshotImage;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.workflow.Workflows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Begins snapshots and backups. */
@ApplicationScoped
public class TakingSnapshots {

    private final Db db;
    private final ServerTasks tasks;
    private final Workflows workflows;
    private final SnapshotServer snapshotServer;
    private final ImageClient images;

    TakingSnapshots(Db db, ServerTasks tasks, Workflows workflows, SnapshotServer snapshotServer, ImageClient images) {
        this.db = db;
        this.tasks = tasks;
        this.workflows = workflows;
        this.snapshotServer = snapshotServer;
        this.images = images;
    }

    /**
     * The image's record is there when this has an item: clients look for it at once.
     *
     * @return the image's id
     */
    public Uni<UUID> createImage(RequestContext who, UUID server, String name, Map<String, String> properties) {
        return begin(who, server, name, properties, Optional.empty());
    }

    /**
     * @param type as the user calls it: daily, weekly...
     * @param keep how many of that type are left
     */
    public Uni<UUID> createBackup(
            RequestContext who, UUID server, String name, String type, int keep, Map<String, String> properties) {
        return begin(who, server, name, properties, Optional.of(new Snapshots.Rotation(type, keep)));
    }

    private Uni<UUID> begin(
            RequestContext who,
            UUID id,
            String name,
            Map<String, String> properties,
            Optional<Snapshots.Rotation> rotation) {
        UUID image = UUID.randomUUID();
        return db.withTransaction(tx -> tasks.begin(
                                tx, who, id, Snapshots.of(rotation).task())
                        .map(server -> new SnapshotData(
                                server.requireHost(),
                                server.order(),
                                image(image, name, server, properties, rotation),
                                rotation))
                        .call(data -> record(tx, id, data)))
                .call(data -> images.createSnapshot(data.image()))
                .replaceWith(image);
    }

    private Uni<UUID> record(Tx tx, UUID server, SnapshotData data) {
        return workflows.start(tx, snapshotServer, server, data);
    }

    private static SnapshotImage image(
            UUID id, String name, Server server, Map<String, String> given, Optional<Snapshots.Rotation> rotation) {
        var properties = new LinkedHashMap<>(given);
        properties.put("image_type", rotation.isPresent() ? "backup" : "snapshot");
        rotation.ifPresent(backup -> properties.put("backup_type", backup.type()));
        properties.put("instance_uuid", server.id().toString());
        properties.put("user_id", server.userId());
        properties.put("owner_id", server.projectId());
        server.image().ifPresent(base -> properties.put("base_image_ref", base.toString()));
        properties.put("image_location", "snapshot");
        properties.put("image_state", "available");
        return new SnapshotImage(id, name, server.rootGb(), 0, properties);
    }
}
