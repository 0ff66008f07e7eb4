package io.caelum.image.file;

import io.caelum.image.file.Intake.Received;
import io.caelum.image.image.ImageFiles;
import io.caelum.image.image.StoredImage;
import io.caelum.image.image.UploadSlot;
import io.caelum.image.policy.ImageLimits;
import io.caelum.image.store.ImageStore;
import io.caelum.image.store.StoreFullException;
import io.caelum.image.store.StoreKey;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Brings the bytes of an image into the store: takes the image, receives, makes the bytes durable, and only then makes
 * the image active. Whatever fails on the way, the bytes go first and then the image is queued again; if this process
 * dies, its lease runs out and {@link UploadKeeper} does the same.
 */
@ApplicationScoped
class UploadImage {

    private static final Logger LOG = Logger.getLogger(UploadImage.class);

    private final ImageFiles images;
    private final ImageStore store;
    private final ImageLimits limits;
    private final UploadKeeper keeper;
    private final BytePool pool;

    UploadImage(ImageFiles images, ImageStore store, ImageLimits limits, UploadKeeper keeper, BytePool pool) {
        this.images = images;
        this.store = store;
        this.limits = limits;
        this.keeper = keeper;
        this.pool = pool;
    }

    /** @param body paused */
    Uni<Void> upload(UUID id, HttpServerRequest body) {
        return upload(() -> images.beginUpload(id), body);
    }

    /** The same for the bearer of a ticket, whose right was checked when it was asked for. */
    Uni<Void> uploadByTicket(UUID id, HttpServerRequest body) {
        return upload(() -> images.beginUploadByTicket(id), body);
    }

    private Uni<Void> upload(Supplier<Uni<UploadSlot>> take, HttpServerRequest body) {
        requireOctetStream(body.getHeader(HttpHeaders.CONTENT_TYPE));
        long expected = declaredLength(body.getHeader(HttpHeaders.CONTENT_LENGTH));
        if (expected > limits.bytes()) {
            throw Intake.tooLarge(limits.bytes());
        }
        var intake = new Intake(body, pool.threads(), limits);
        return take.get().chain(slot -> receive(slot, body, intake, expected));
    }

    private Uni<Void> receive(UploadSlot slot, HttpServerRequest body, Intake intake, long expected) {
        keeper.keepAlive(slot, intake);
        return onPool(() -> store.receive(slot.storeKey(), expected))
                .invoke(target -> tellToSend(body))
                .chain(target -> intake.into(slot, target).chain(received -> keep(slot, target, received)))
                .onFailure()
                .call(failure -> abandon(slot, failure))
                .onTermination()
                .invoke(() -> keeper.letGo(slot))
                .onFailure(StoreFullException.class)
                .transform(full -> new Fault(Fault.Kind.TOO_LARGE, "StorageFull", full.getMessage(), full));
    }

    /** For clients that wait for a word before they send, as curl does. */
    private static void tellToSend(HttpServerRequest body) {
        if ("100-continue".equalsIgnoreCase(body.getHeader(HttpHeaders.EXPECT))) {
            body.response().writeContinue();
        }
    }

    private Uni<Void> keep(UploadSlot slot, ImageStore.Incoming target, Received received) {
        var stored = new StoredImage(
                slot.storeKey(),
                received.size(),
                received.md5(),
                received.sha512(),
                received.finding().virtualSize());
        return onPool(() -> keep(target)).chain(() -> images.finishUpload(slot, stored));
    }

    private static Void keep(ImageStore.Incoming target) throws IOException {
        try {
            target.keep();
            return null;
        } catch (IOException e) {
            target.discard();
            throw e;
        }
    }

    /** Whatever this cannot do now, the keeper does when the lease is over. */
    Uni<Void> abandon(UploadSlot slot, Throwable failure) {
        LOG.infof("upload failed, the image is queued again; image_id=%s error=%s", slot.imageId(), failure);
        return images.abandonUpload(slot)
                .chain(() -> discardUnlessActive(slot.storeKey()))
                .onFailure()
                .recoverWithUni(trouble -> {
                    LOG.warnf(trouble, "left to the next sweep; image_id=%s", slot.imageId());
                    return Uni.createFrom().voidItem();
                });
    }

    /** A commit may have succeeded although its answer got lost: only the row knows whether the bytes are an image. */
    private Uni<Void> discardUnlessActive(StoreKey key) {
        return images.known(List.of(key))
                .chain(known -> known.isEmpty()
                        ? onPool(() -> delete(key))
                        : Uni.createFrom().voidItem());
    }

    private Void delete(StoreKey key) throws IOException {
        store.delete(key);
        return null;
    }

    private <T> Uni<T> onPool(Callable<T> work) {
        var context = Vertx.currentContext();
        return Uni.createFrom()
                .<T>emitter(emitter -> pool.threads().execute(() -> {
                    try {
                        emitter.complete(work.call());
                    } catch (Exception e) {
                        emitter.fail(e);
                    }
                }))
                .emitOn(command -> context.runOnContext(ignored -> command.run()));
    }

    private static void requireOctetStream(@Nullable String type) {
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/octet-stream")) {
            throw new Fault(
                    Fault.Kind.UNSUPPORTED_MEDIA_TYPE,
                    "UnsupportedMediaType",
                    "Content-Type must be application/octet-stream.");
        }
    }

    private static long declaredLength(@Nullable String header) {
        return header == null ? -1 : Long.parseLong(header);
    }
}
