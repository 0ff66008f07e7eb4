package io.caelum.compute.worker.image;

import io.caelum.compute.worker.WorkerConfig;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.image.ImageInfo;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/**
 * The images that this host has. Each is fetched once, however many builds wait for it; nobody gets bytes whose digest
 * has not been checked.
 */
@ApplicationScoped
public class ImageCache {

    private static final Logger LOG = Logger.getLogger(ImageCache.class);
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final ImageDownload download;
    private final CachedImages cached;
    private final Map<UUID, CompletableFuture<Path>> underWay = new ConcurrentHashMap<>();

    ImageCache(WorkerConfig config, ImageDownload download) {
        this.folder = config.statePath().resolve("images");
        this.download = download;
        try {
            Files.createDirectories(folder);
            removeUnfinished();
        } catch (IOException e) {
            throw new UncheckedIOException("The image cache " + folder + " cannot be used", e);
        }
        this.cached = new CachedImages(folder, config.imageCacheMb() * 1024 * 1024);
    }

    /** An image that stays where it is until the lease is closed. */
    public interface Lease extends AutoCloseable {

        Path path();

        @Override
        void close();
    }

    /** Waits for the image, if need be until it has been fetched. */
    public Lease require(ImageInfo image) throws ImageUnavailable, InterruptedException {
        Lease lease = cached.lease(image.id());
        boolean kept = false;
        try {
            if (!isGood(image)) {
                await(image.id(), fetchOnce(image));
            }
            kept = true;
            return lease;
        } finally {
            if (!kept) {
                lease.close();
            }
        }
    }

    private boolean isGood(ImageInfo image) {
        return !underWay.containsKey(image.id())
                && cached.isIntact(image.id(), image.osHashValue().orElse(""));
    }

    private CompletableFuture<Path> fetchOnce(ImageInfo image) {
        return underWay.computeIfAbsent(image.id(), id -> begin(image));
    }

    /** In a thread of its own, so that a build which is cancelled does not take the image away from the others. */
    private CompletableFuture<Path> begin(ImageInfo image) {
        var result = new CompletableFuture<Path>();
        RequestContext who = CurrentContext.get();
        Runnable work = Context.current().wrap(() -> {
            CurrentContext.set(who);
            fetch(image, result);
        });
        Thread.ofVirtual().name("fetch image " + image.id()).start(work);
        return result;
    }

    /** Whatever happens, an Error too, nobody is left waiting and the next build may try anew. */
    private void fetch(ImageInfo image, CompletableFuture<Path> result) {
        Throwable failure = null;
        try {
            fetch(image);
        } catch (Throwable e) {
            failure = e;
        } finally {
            underWay.remove(image.id());
            if (failure == null) {
                result.complete(cached.file(image.id()));
            } else {
                result.completeExceptionally(failure);
            }
        }
    }

    private void fetch(ImageInfo image) throws ImageUnavailable, IOException, InterruptedException {
        if (cached.isIntact(image.id(), image.osHashValue().orElse(""))) {
            return;
        }
        long start = System.nanoTime();
        Path target = cached.file(image.id());
        Path part = Files.createTempFile(folder, image.id().toString(), UNFINISHED);
        try {
            download.fetch(image, part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        cached.checked(image.id());
        LOG.infof(
                "image fetched: image_id=%s bytes=%d took_ms=%d",
                image.id(), Files.size(target), (System.nanoTime() - start) / 1_000_000);
        pruneIfPossible();
    }

    /** The image is there, whether or not others could be thrown out for it. */
    private void pruneIfPossible() {
        try {
            cached.prune();
        } catch (IOException | RuntimeException e) {
            LOG.warnf("the image cache could not be pruned: error=%s", e);
        }
    }

    private static void await(UUID image, CompletableFuture<Path> fetched)
            throws ImageUnavailable, InterruptedException {
        try {
            fetched.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case ImageUnavailable unavailable ->
                    throw new ImageUnavailable(unavailable.getMessage(), unavailable.elsewhere(), unavailable);
                case IOException full ->
                    throw new ImageUnavailable("Image " + image + " could not be stored on the host.", true, full);
                default -> throw new IllegalStateException("image " + image + " was not fetched", e.getCause());
            }
        }
    }

    /** What a former process had not finished. */
    private void removeUnfinished() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }
}
