package io.caelum.compute.worker.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The files of the image cache: which are in use, which have been checked, and which may go. */
final class CachedImages {

    private static final Logger LOG = Logger.getLogger(CachedImages.class);

    /** A disk may rot without the file's times telling. */
    private static final Duration CHECK_HOLDS = Duration.ofMinutes(10);

    private final Path folder;
    private final long mostBytes;
    private final Map<UUID, Use> uses = new HashMap<>();
    private final Map<UUID, Check> checks = new HashMap<>();

    CachedImages(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    private static final class Use {
        private int leases;
        private long lastNanos = System.nanoTime();
    }

    /** The file as it was when its digest was found right. */
    private record Check(long size, FileTime modified, Object key, long nanos) {
        static Check of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Check(
                    attributes.size(),
                    attributes.lastModifiedTime(),
                    String.valueOf(attributes.fileKey()),
                    System.nanoTime());
        }

        boolean holdsFor(Check now) {
            return size == now.size
                    && modified.equals(now.modified)
                    && key.equals(now.key)
                    && now.nanos - nanos < CHECK_HOLDS.toNanos();
        }
    }

    Path file(UUID image) {
        return folder.resolve(image.toString());
    }

    synchronized ImageCache.Lease lease(UUID image) {
        uses.computeIfAbsent(image, id -> new Use()).leases++;
        return new ImageCache.Lease() {
            @Override
            public Path path() {
                return file(image);
            }

            @Override
            public void close() {
                giveBack(image);
            }
        };
    }

    private synchronized void giveBack(UUID image) {
        Use use = uses.get(image);
        use.leases--;
        use.lastNanos = System.nanoTime();
    }

    /** Whether the image is there and has the digest. A file with another one is thrown away. */
    boolean isIntact(UUID image, String digest) {
        Path file = file(image);
        try {
            Check now = Check.of(file);
            Check before = checkOf(image);
            if (before != null && before.holdsFor(now)) {
                return true;
            }
            if (Sha512.of(file).equals(digest)) {
                checked(image);
                return true;
            }
            LOG.warnf("a cached image has changed and is thrown away: image_id=%s", image);
            Files.deleteIfExists(file);
            return false;
        } catch (NoSuchFileException absent) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Check checkOf(UUID image) {
        return checks.get(image);
    }

    /** The digest has just been found right. */
    void checked(UUID image) throws IOException {
        Check check = Check.of(file(image));
        synchronized (this) {
            checks.put(image, check);
        }
    }

    /** Throws away what is not in use, the longest unused first, until the rest fits. */
    synchronized void prune() throws IOException {
        long all = 0;
        List<Path> byAge = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "*[0-9a-f]")) {
            for (Path file : files) {
                all += Files.size(file);
                byAge.add(file);
            }
        }
        byAge.sort(Comparator.comparingLong(this::lastUse));
        for (Path file : byAge) {
            if (all <= mostBytes) {
                return;
            }
            UUID image = UUID.fromString(file.getFileName().toString());
            Use use = uses.get(image);
            if ((use == null || use.leases == 0) && !isBelowADisk(file)) {
                all -= Files.size(file);
                Files.delete(file);
                uses.remove(image);
                checks.remove(image);
                LOG.infof("image thrown out of the cache: image_id=%s", image);
            }
        }
    }

    /** Guests' disks that stand on an image have a name of their own for it: to take ours away would free nothing. */
    private static boolean isBelowADisk(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:nlink") > 1;
    }

    /** Those that this process has not used come first. */
    private long lastUse(Path file) {
        Use use = uses.get(UUID.fromString(file.getFileName().toString()));
        return use == null ? Long.MIN_VALUE : use.lastNanos;
    }
}
