package io.caelum.image.image;

import io.caelum.image.policy.ImagePolicy;
import io.caelum.image.store.StoreKey;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The part of an image's life that is about its bytes. The rows say who owns an image while it is saving; who wins is
 * decided by the database, so any number of replicas may receive uploads.
 */
@ApplicationScoped
public class ImageFiles {

    /** How long an upload counts as alive after its last sign of life. */
    public static final Duration LEASE = Duration.ofSeconds(60);

    private final Db db;
    private final Images images;
    private final ImageEvents events;
    private final Clock clock;

    ImageFiles(Db db, Images images, ImageEvents events, Clock clock) {
        this.db = db;
        this.images = images;
        this.events = events;
        this.clock = clock;
    }

    /** Takes the image for one upload: CONFLICT unless it is queued. */
    public Uni<UploadSlot> beginUpload(UUID id) {
        RequestContext caller = ImagePolicy.UPLOAD_IMAGE.check();
        return db.withTransaction(tx -> images.require(tx, caller, id)
                .invoke(image -> ImageRights.requireOwner(caller, image, "upload data for"))
                .chain(image -> begin(tx, image)));
    }

    /** The same for the bearer of a ticket, whose right was checked when it was asked for. */
    public Uni<UploadSlot> beginUploadByTicket(UUID id) {
        return db.withTransaction(tx -> images.requireAny(tx, id).chain(image -> begin(tx, image)));
    }

    private Uni<UploadSlot> begin(Tx tx, Image image) {
        if (image.status != ImageStatus.QUEUED) {
            throw wrongState(image.status);
        }
        if (!image.hasFormats()) {
            throw Fault.badRequest("Properties disk_format, container_format must be set prior to saving data.");
        }
        var slot = new UploadSlot(image.id, UUID.randomUUID(), image.diskFormat, image.containerFormat);
        var now = clock.instant();
        return images.beginUpload(tx, image.id, slot.uploadId(), now.plus(LEASE), now)
                .invoke(won -> requireWon(won))
                .invoke(() -> image.status = ImageStatus.SAVING)
                .chain(() -> events.tell(tx, "prepare", image))
                .replaceWith(slot);
    }

    private static void requireWon(boolean won) {
        if (!won) {
            throw wrongState(ImageStatus.SAVING);
        }
    }

    private static Fault wrongState(ImageStatus status) {
        return Fault.conflict("Image status transition from " + status.wire()
                + " to saving is not allowed: data can be uploaded once, while the image is queued.");
    }

    /** The bytes are durable: the image becomes active. GONE if it was deleted meanwhile. */
    public Uni<Void> finishUpload(UploadSlot slot, StoredImage stored) {
        return db.withTransaction(tx -> images.finishUpload(
                        tx, slot.imageId(), slot.uploadId(), stored, clock.instant())
                .chain(won -> won ? tellActive(tx, slot.imageId()) : lost(slot)));
    }

    private Uni<Void> tellActive(Tx tx, UUID id) {
        return images.requireAny(tx, id)
                .call(image -> events.tell(tx, "upload", image))
                .call(image -> events.tell(tx, "activate", image))
                .replaceWithVoid();
    }

    private static Uni<Void> lost(UploadSlot slot) {
        return Uni.createFrom()
                .failure(() -> new Fault(
                        Fault.Kind.GONE,
                        "ImageGone",
                        "Image " + slot.imageId() + " was deleted or taken back while its data was being uploaded."));
    }

    /** The upload failed and left no bytes: the image may be uploaded again. */
    public Uni<Void> abandonUpload(UploadSlot slot) {
        return db.withTransaction(tx -> images.abandonUpload(tx, slot.imageId(), slot.uploadId(), clock.instant()))
                .replaceWithVoid();
    }

    /** Says that these uploads are alive; answers which of them still own their image. */
    public Uni<Set<UUID>> extendLeases(Set<UUID> uploads) {
        return db.withTransaction(
                tx -> images.extendLeases(tx, uploads, clock.instant().plus(LEASE)));
    }

    /** saving → queued for all uploads that gave no sign of life; answers how many. */
    public Uni<Integer> queueDeadUploads() {
        return db.withTransaction(tx -> images.queueDeadUploads(tx, clock.instant()));
    }

    /** Those keys whose bytes belong to an image or to an upload. */
    public Uni<Set<StoreKey>> known(List<StoreKey> keys) {
        return db.read(tx -> images.known(tx, keys));
    }

    /** The bytes of an image that the current caller may read; empty if it has none yet. */
    public Uni<Optional<StoredFile>> forDownload(UUID id) {
        RequestContext caller = ImagePolicy.DOWNLOAD_IMAGE.check();
        return db.read(tx -> images.require(tx, caller, id)).map(image -> file(image, caller.isAdmin()));
    }

    /** The same for the bearer of a ticket, whose right was checked when it was asked for. */
    public Uni<Optional<StoredFile>> forTicket(UUID id) {
        return db.read(tx -> images.requireAny(tx, id)).map(image -> file(image, false));
    }

    private static Optional<StoredFile> file(Image image, boolean mayReadDeactivated) {
        if (image.status == ImageStatus.DEACTIVATED && !mayReadDeactivated) {
            throw Fault.forbidden("The requested image has been deactivated. Image data download is forbidden.");
        }
        return image.storeKey == null
                ? Optional.empty()
                : Optional.of(new StoredFile(image.id, image.owner, image.storeKey, image.size, image.checksum));
    }

    /** Tells that all bytes which were asked for have been sent. */
    public Uni<Void> sent(StoredFile file, long bytes, String address) {
        RequestContext receiver = CurrentContext.get();
        return db.withTransaction(tx -> events.sent(tx, file, receiver(receiver, bytes, address)));
    }

    private static Map<String, Object> receiver(RequestContext receiver, long bytes, String address) {
        var who = new LinkedHashMap<String, Object>();
        who.put("bytes_sent", bytes);
        who.put("receiver_user_id", receiver.userId());
        who.put("receiver_tenant_id", receiver.projectId());
        who.put("destination_ip", address);
        return who;
    }
}
