package io.caelum.image.file;

import io.caelum.image.image.ImageFiles;
import io.caelum.image.image.UploadSlot;
import io.caelum.image.store.ImageStore;
import io.caelum.image.store.StoreKey;
import io.caelum.platform.fault.Fault;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Keeps the uploads of this process alive and cleans up after those of dead ones: an image whose lease ran out is queued
 * again, and bytes which no row knows are removed. Every replica does this for all, at start and again and again.
 */
@ApplicationScoped
class UploadKeeper {

    private static final Logger LOG = Logger.getLogger(UploadKeeper.class);
    private static final Duration PERIOD = ImageFiles.LEASE.dividedBy(4);
    private static final int SWEEP_EVERY = 2;

    private final ImageFiles images;
    private final ImageStore store;
    private final Clock clock;
    private final Map<UUID, Intake> alive = new ConcurrentHashMap<>();
    private volatile Thread thread;

    UploadKeeper(ImageFiles images, ImageStore store, Clock clock) {
        this.images = images;
        this.store = store;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("upload-keeper").start(this::keep);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    void keepAlive(UploadSlot slot, Intake intake) {
        alive.put(slot.uploadId(), intake);
    }

    void letGo(UploadSlot slot) {
        alive.remove(slot.uploadId());
    }

    private void keep() {
        for (int round = 0; !Thread.currentThread().isInterrupted(); round++) {
            try {
                extendLeases();
                boolean someDied = queueAgain();
                if (someDied || round % SWEEP_EVERY == 0) {
                    sweep();
                }
            } catch (Throwable e) {
                LOG.debugf(e, "uploads could not be looked after this time");
            }
            pause();
        }
    }

    private void extendLeases() throws Throwable {
        Set<UUID> mine = Set.copyOf(alive.keySet());
        if (mine.isEmpty()) {
            return;
        }
        Set<UUID> owned = VertxContextSupport.subscribeAndAwait(() -> images.extendLeases(mine));
        mine.stream().filter(upload -> !owned.contains(upload)).forEach(this::abort);
    }

    private void abort(UUID uploadId) {
        Intake intake = alive.remove(uploadId);
        if (intake != null) {
            intake.abort(new Fault(Fault.Kind.GONE, "ImageGone", "The image was deleted while it was being uploaded."));
        }
    }

    private boolean queueAgain() throws Throwable {
        int count = VertxContextSupport.subscribeAndAwait(images::queueDeadUploads);
        if (count > 0) {
            LOG.warnf("uploads of processes that are gone: images queued again; count=%d", count);
        }
        return count > 0;
    }

    /** An upload has its row before it has bytes, so bytes that no row knows belong to nobody; the age is for caution. */
    void sweep() throws Throwable {
        List<StoreKey> old = store.writtenBefore(clock.instant().minus(PERIOD));
        if (old.isEmpty()) {
            return;
        }
        Set<StoreKey> known = VertxContextSupport.subscribeAndAwait(() -> images.known(old));
        for (StoreKey key : old) {
            if (!known.contains(key)) {
                remove(key);
            }
        }
    }

    private void remove(StoreKey key) throws IOException {
        store.delete(key);
        LOG.infof("removed bytes that belong to no image; key=%s", key);
    }

    private static void pause() {
        try {
            Thread.sleep(PERIOD);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
