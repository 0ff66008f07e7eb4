package io.caelum.image.image;

import com.fasterxml.jackson.databind.node.TextNode;
import io.caelum.image.format.ContainerFormat;
import io.caelum.image.format.DiskFormat;
import io.caelum.image.policy.ImageLimits;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.image.SnapshotImage;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Images that are made of servers: compute records them, and a host brings their bytes. */
@ApplicationScoped
class SnapshotImages {

    private static final String BACKUPS = """
            select i.* from image i
            where i.status = 'ACTIVE' and i.owner = :owner
                and cast(i.properties as jsonb) ->> 'image_type' = 'backup'
                and cast(i.properties as jsonb) ->> 'instance_uuid' = :server
                and cast(i.properties as jsonb) ->> 'backup_type' = :type
            order by i.created_at desc, i.id offset :keep""";

    private final Db db;
    private final Images images;
    private final ImageService service;
    private final ImageLimits limits;
    private final Clock clock;

    SnapshotImages(Db db, Images images, ImageService service, ImageLimits limits, Clock clock) {
        this.db = db;
        this.images = images;
        this.service = service;
        this.limits = limits;
        this.clock = clock;
    }

    /** One that is there, or was there, stays as it is. */
    Uni<Void> create(RequestContext caller, SnapshotImage wanted) {
        Image image = recorded(caller, wanted);
        return db.withTransaction(tx -> images.isTaken(tx, image.id)
                        .chain(taken -> taken ? Uni.createFrom().voidItem() : service.insert(tx, image)))
                .onFailure(failure -> Db.isViolation(failure, "image_pkey"))
                .recoverWithNull();
    }

    private Image recorded(RequestContext caller, SnapshotImage wanted) {
        Image image = Image.queued(wanted.id(), caller.projectId(), clock.instant());
        image.name = wanted.name();
        image.visibility = Visibility.PRIVATE;
        image.containerFormat = ContainerFormat.BARE;
        image.minDisk = wanted.minDisk();
        image.minRam = wanted.minRam();
        wanted.properties().forEach((key, value) -> ImageDocument.set(image, key, TextNode.valueOf(value)));
        ImageDocument.checkLimits(image, limits);
        return image;
    }

    /** Says what its bytes will be, once the host knows. */
    Uni<Image> formatted(UUID id, String diskFormat) {
        DiskFormat format = Arrays.stream(DiskFormat.values())
                .filter(known -> known.wire().equals(diskFormat))
                .findFirst()
                .orElseThrow(() -> Fault.badRequest("There is no such disk format: " + diskFormat));
        return db.withTransaction(tx -> images.requireAny(tx, id)
                .invoke(SnapshotImages::requireQueued)
                .invoke(image -> image.diskFormat = format)
                .call(image -> tx.session()
                        .createMutationQuery("update Image set diskFormat = :format where id = :id and status = QUEUED")
                        .setParameter("format", format)
                        .setParameter("id", id)
                        .executeUpdate()));
    }

    private static void requireQueued(Image image) {
        if (image.status != ImageStatus.QUEUED) {
            throw Fault.conflict(
                    "Image " + image.id + " does not wait for its bytes: it is " + image.status.wire() + ".");
        }
    }

    Uni<Void> discardUnfinished(UUID id) {
        return db.withTransaction(tx -> images.requireLocked(tx, RequestContext.system("image"), id)
                        .chain(image -> image.status == ImageStatus.QUEUED || image.status == ImageStatus.SAVING
                                ? service.delete(tx, image)
                                : Uni.createFrom().voidItem()))
                .onFailure(SnapshotImages::isGone)
                .recoverWithNull();
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof Fault fault && fault.kind() == Fault.Kind.NOT_FOUND;
    }

    Uni<Void> rotate(RequestContext caller, UUID server, String backupType, int keep) {
        return db.withTransaction(tx -> tx.session()
                .createNativeQuery(BACKUPS, Image.class)
                .setParameter("owner", caller.projectId())
                .setParameter("server", server.toString())
                .setParameter("type", backupType)
                .setParameter("keep", keep)
                .getResultList()
                .chain(old -> deleteAll(tx, old)));
    }

    private Uni<Void> deleteAll(Tx tx, List<Image> old) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Image image : old) {
            done = image.isProtected ? done : done.chain(() -> service.delete(tx, image));
        }
        return done;
    }
}
