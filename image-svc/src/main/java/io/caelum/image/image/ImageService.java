package io.caelum.image.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.image.policy.ImageLimits;
import io.caelum.image.store.DiscardedBytes;
import io.caelum.image.store.StoreKey;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;

/** Images without their bytes. */
@ApplicationScoped
class ImageService {

    private final Db db;
    private final Images images;
    private final ImageEvents events;
    private final ImageLimits limits;
    private final DiscardedBytes discarded;
    private final Clock clock;

    ImageService(Db db, Images images, ImageEvents events, ImageLimits limits, DiscardedBytes discarded, Clock clock) {
        this.db = db;
        this.images = images;
        this.events = events;
        this.limits = limits;
        this.discarded = discarded;
        this.clock = clock;
    }

    Uni<ImageView> create(RequestContext caller, JsonNode document) {
        Image image = requested(caller, document);
        return db.withTransaction(tx -> images.isTaken(tx, image.id)
                        .chain(taken -> taken ? Uni.createFrom().failure(taken(image.id)) : insert(tx, image)))
                .onFailure(failure -> Db.isViolation(failure, "image_pkey"))
                .transform(failure -> taken(image.id))
                .map(done -> ImageView.of(image));
    }

    private Image requested(RequestContext caller, JsonNode document) {
        if (document == null || !document.isObject()) {
            throw Fault.badRequest("Body expected in request: a JSON object.");
        }
        UUID id = document.has("id") ? SchemaCheck.uuid("id", document.get("id")) : UUID.randomUUID();
        Image image = Image.queued(id, caller.projectId(), clock.instant());
        document.properties().stream()
                .filter(property -> !property.getKey().equals("id"))
                .forEach(property -> ImageDocument.set(image, property.getKey(), property.getValue()));
        ImageRights.checkChange(caller, image, caller.projectId(), Visibility.SHARED);
        ImageDocument.checkLimits(image, limits);
        return image;
    }

    Uni<Void> insert(Tx tx, Image image) {
        return tx.session().insert(image).chain(() -> events.tell(tx, "create", image));
    }

    Uni<ImageView> show(RequestContext caller, UUID id) {
        return db.read(tx -> images.require(tx, caller, id)).map(ImageView::of);
    }

    Uni<ImageListView> list(RequestContext caller, ImageSearch search) {
        return db.read(tx -> startAfterMarker(tx, caller, search).chain(() -> images.search(tx, search)))
                .map(search::view);
    }

    private Uni<Void> startAfterMarker(Tx tx, RequestContext caller, ImageSearch search) {
        if (search.page().marker().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String marker = search.page().marker().get();
        return images.require(tx, caller, markerId(marker))
                .onFailure(Fault.class)
                .transform(failure -> noSuchMarker(marker))
                .invoke(search::startAfter)
                .replaceWithVoid();
    }

    private static UUID markerId(String marker) {
        try {
            return UUID.fromString(marker);
        } catch (IllegalArgumentException e) {
            throw noSuchMarker(marker);
        }
    }

    private static Fault noSuchMarker(String marker) {
        return Fault.badRequest("Image " + marker + ", given as marker, could not be found.");
    }

    Uni<ImageView> update(RequestContext caller, UUID id, ImagePatch patch) {
        return change(caller, id, image -> patchChecked(caller, image, patch));
    }

    private void patchChecked(RequestContext caller, Image image, ImagePatch patch) {
        String ownerBefore = image.owner;
        Visibility visibilityBefore = image.visibility;
        var containerBefore = image.containerFormat;
        var diskBefore = image.diskFormat;
        patch.applyTo(image);
        if (image.status != ImageStatus.QUEUED) {
            requireSame("container_format", containerBefore == image.containerFormat);
            requireSame("disk_format", diskBefore == image.diskFormat);
        }
        ImageRights.checkChange(caller, image, ownerBefore, visibilityBefore);
    }

    private static void requireSame(String key, boolean same) {
        if (!same) {
            throw Fault.forbidden("Attribute " + key + " can be only replaced for a queued image.");
        }
    }

    Uni<ImageView> addTag(RequestContext caller, UUID id, String tag) {
        if (tag.isBlank() || tag.length() > SchemaCheck.MAX_TEXT) {
            throw SchemaCheck.invalid("tags", "a tag has 1 to " + SchemaCheck.MAX_TEXT + " characters");
        }
        return change(caller, id, image -> image.tags.add(tag));
    }

    Uni<ImageView> removeTag(RequestContext caller, UUID id, String tag) {
        return change(caller, id, image -> {
            if (!image.tags.remove(tag)) {
                throw Fault.notFound("Image " + id + " has no tag '" + tag + "'.");
            }
        });
    }

    Uni<ImageView> deactivate(RequestContext caller, UUID id) {
        return change(caller, id, image -> move(image, ImageStatus.ACTIVE, ImageStatus.DEACTIVATED, "deactivate"));
    }

    Uni<ImageView> reactivate(RequestContext caller, UUID id) {
        return change(caller, id, image -> move(image, ImageStatus.DEACTIVATED, ImageStatus.ACTIVE, "reactivate"));
    }

    private static void move(Image image, ImageStatus from, ImageStatus to, String action) {
        if (image.status != from && image.status != to) {
            throw Fault.forbidden("Not allowed to " + action + " an image in status '" + image.status.wire() + "'.");
        }
        image.status = to;
    }

    private Uni<ImageView> change(RequestContext caller, UUID id, Consumer<Image> change) {
        return db.withTransaction(tx -> images.requireLocked(tx, caller, id)
                        .invoke(image -> ImageRights.requireOwner(caller, image, "modify"))
                        .invoke(change)
                        .invoke(image -> ImageDocument.checkLimits(image, limits))
                        .invoke(image -> image.updatedAt = clock.instant())
                        .call(image -> tx.session().update(image))
                        .call(image -> events.tell(tx, "update", image)))
                .map(ImageView::of);
    }

    Uni<Void> delete(RequestContext caller, UUID id) {
        return db.withTransaction(tx -> images.requireLocked(tx, caller, id)
                .invoke(image -> ImageRights.requireOwner(caller, image, "delete"))
                .chain(image -> delete(tx, image)));
    }

    Uni<Void> delete(Tx tx, Image image) {
        if (image.isProtected) {
            throw Fault.forbidden("Image " + image.id + " is protected and cannot be deleted.");
        }
        StoreKey bytes = image.storeKey;
        image.status = ImageStatus.DELETED;
        image.deletedAt = clock.instant();
        image.updatedAt = image.deletedAt;
        image.storeKey = null;
        image.uploadId = null;
        image.uploadLease = null;
        if (bytes != null) {
            tx.afterCommit(() -> discarded.discard(bytes));
        }
        return tx.session().update(image).chain(() -> events.tell(tx, "delete", image));
    }

    private static Fault taken(UUID id) {
        return Fault.conflict("Image ID " + id + " already exists!");
    }
}
