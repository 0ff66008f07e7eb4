package io.caelum.image.image;

import io.caelum.image.store.StoreKey;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.LockMode;
import org.jspecify.annotations.Nullable;

/** Queries on images. Deleted ones are never found. */
@ApplicationScoped
class Images {

    private static final String VISIBLE = "from Image i where i.id = :id and i.status <> DELETED and (:admin = true"
            + " or i.visibility in (PUBLIC, COMMUNITY) or i.owner = :project"
            + " or i.visibility = SHARED and exists (from Member m where m.imageId = i.id and m.member = :project))";

    /** The image if the caller may see it; else NOT_FOUND. */
    Uni<Image> require(Tx tx, RequestContext caller, UUID id) {
        return visible(tx, caller, id, LockModeType.NONE);
    }

    /** The same, locked until the transaction ends: for changes that depend on what it is now. */
    Uni<Image> requireLocked(Tx tx, RequestContext caller, UUID id) {
        return visible(tx, caller, id, LockModeType.PESSIMISTIC_WRITE);
    }

    private static Uni<Image> visible(Tx tx, RequestContext caller, UUID id, LockModeType lock) {
        var query = tx.session()
                .createSelectionQuery(VISIBLE, Image.class)
                .setParameter("id", id)
                .setParameter("admin", caller.isAdmin())
                .setParameter("project", caller.projectId() == null ? "" : caller.projectId());
        if (lock != LockModeType.NONE) {
            query.setLockMode(lock);
        }
        return query.getSingleResultOrNull().onItem().ifNull().failWith(() -> notFound(id));
    }

    /** The image whoever asks; else NOT_FOUND. For callers whose right was checked before. */
    Uni<Image> requireAny(Tx tx, UUID id) {
        return require(tx, RequestContext.system("image"), id);
    }

    Uni<List<Image>> search(Tx tx, ImageSearch search) {
        var query = tx.session().createNativeQuery(search.sql(), Image.class);
        search.where().parameters().forEach(query::setParameter);
        return query.getResultList();
    }

    Uni<Boolean> isTaken(Tx tx, UUID id) {
        return tx.session().get(Image.class, id, LockMode.NONE).map(image -> image != null);
    }

    /** queued → saving, leased to one upload; false if the image is not queued any more. */
    Uni<Boolean> beginUpload(Tx tx, UUID id, UUID uploadId, Instant lease, Instant now) {
        return moved(tx.session()
                .createMutationQuery("update Image set status = SAVING, uploadId = :upload, uploadLease = :lease,"
                        + " updatedAt = :now where id = :id and status = QUEUED")
                .setParameter("upload", uploadId)
                .setParameter("lease", lease)
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate());
    }

    /** saving → active with what was stored; false if the upload does not own the image any more. */
    Uni<Boolean> finishUpload(Tx tx, UUID id, UUID uploadId, StoredImage stored, Instant now) {
        return moved(tx.session()
                .createMutationQuery("update Image set status = ACTIVE, uploadId = null, uploadLease = null,"
                        + " storeKey = :key, size = :size, virtualSize = :virtualSize, checksum = :md5,"
                        + " osHashAlgo = 'sha512', osHashValue = :sha512, updatedAt = :now"
                        + " where id = :id and status = SAVING and uploadId = :upload")
                .setParameter("key", stored.storeKey())
                .setParameter("size", stored.size())
                .setParameter("virtualSize", stored.virtualSize().orElse(null))
                .setParameter("md5", stored.md5())
                .setParameter("sha512", stored.sha512())
                .setParameter("now", now)
                .setParameter("id", id)
                .setParameter("upload", uploadId)
                .executeUpdate());
    }

    /** saving → queued; false if the upload does not own the image any more. */
    Uni<Boolean> abandonUpload(Tx tx, UUID id, UUID uploadId, Instant now) {
        return moved(tx.session()
                .createMutationQuery("update Image set status = QUEUED, uploadId = null, uploadLease = null,"
                        + " updatedAt = :now where id = :id and status = SAVING and uploadId = :upload")
                .setParameter("now", now)
                .setParameter("id", id)
                .setParameter("upload", uploadId)
                .executeUpdate());
    }

    /** Extends the leases; answers which uploads still own their image. */
    Uni<Set<UUID>> extendLeases(Tx tx, Set<UUID> uploads, Instant lease) {
        return tx.session()
                .createNativeQuery(
                        "update image set upload_lease = :lease where upload_id in (:uploads) returning upload_id",
                        UUID.class)
                .setParameter("lease", lease)
                .setParameter("uploads", uploads)
                .getResultList()
                .map(Set::copyOf);
    }

    Uni<Integer> queueDeadUploads(Tx tx, Instant now) {
        return tx.session()
                .createMutationQuery("update Image set status = QUEUED, uploadId = null, uploadLease = null,"
                        + " updatedAt = :now where status = SAVING and uploadLease < :now")
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Those keys that a row mentions, as stored bytes or as a running upload. */
    Uni<Set<StoreKey>> known(Tx tx, List<StoreKey> keys) {
        var ids = keys.stream().map(StoreKey::imageId).distinct().toList();
        return tx.session()
                .createSelectionQuery("from Image i where i.id in (:ids)", Image.class)
                .setParameter("ids", ids)
                .getResultList()
                .map(found -> found.stream()
                        .flatMap(image -> Stream.of(image.storeKey, runningUpload(image)))
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }

    private static @Nullable StoreKey runningUpload(Image image) {
        return image.uploadId == null ? null : new StoreKey(image.id, image.uploadId);
    }

    private static Uni<Boolean> moved(Uni<Integer> rows) {
        return rows.map(count -> count == 1);
    }

    static Fault notFound(UUID id) {
        return new Fault(Fault.Kind.NOT_FOUND, "ImageNotFound", "No image found with ID " + id + ".");
    }
}
