package io.caelum.image.store.file;

import io.caelum.image.store.ImageStore;
import io.caelum.image.store.StoreFullException;
import io.caelum.image.store.StoreKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Images as files in one folder, which replicas may share over a network file system. {@code incoming} holds uploads in
 * progress, {@code images} what is complete: a file gets there by one atomic rename, after its bytes are on the disk.
 */
@ApplicationScoped
public class FileStore implements ImageStore {

    private final Path incoming;
    private final Path images;

    FileStore(@ConfigProperty(name = "caelum.image.store-path") Path folder) {
        incoming = folder.resolve("incoming");
        images = folder.resolve("images");
    }

    @Override
    public String name() {
        return "file";
    }

    @Override
    public Incoming receive(StoreKey key, long expected) throws IOException {
        check();
        long free = Files.getFileStore(incoming).getUsableSpace();
        if (expected > free) {
            throw new StoreFullException(
                    "There is no room for %d bytes in the image store, %d are free.".formatted(expected, free));
        }
        return new IncomingFile(incoming.resolve(key.toString()), images.resolve(key.toString()));
    }

    /** Zero copy: the kernel moves the bytes from the page cache to the socket. */
    @Override
    public Uni<Void> send(StoreKey key, long from, long length, HttpServerResponse response) {
        String file = images.resolve(key.toString()).toAbsolutePath().toString();
        return Uni.createFrom()
                .completionStage(() -> response.sendFile(file, from, length).toCompletionStage());
    }

    @Override
    public void delete(StoreKey key) throws IOException {
        Files.deleteIfExists(incoming.resolve(key.toString()));
        Files.deleteIfExists(images.resolve(key.toString()));
    }

    @Override
    public List<StoreKey> writtenBefore(Instant time) throws IOException {
        var keys = new ArrayList<StoreKey>();
        for (Path folder : List.of(incoming, images)) {
            collect(folder, time, keys);
        }
        return keys;
    }

    private static void collect(Path folder, Instant time, List<StoreKey> keys) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                var key = StoreKey.parse(file.getFileName().toString());
                if (key.isPresent() && isOlder(file, time)) {
                    keys.add(key.get());
                }
            }
        }
    }

    private static boolean isOlder(Path file, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void check() throws IOException {
        for (Path folder : List.of(incoming, images)) {
            prepare(folder);
        }
    }

    /** Readable by the service alone: image bytes are as secret as the disks made of them. */
    private static void prepare(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("the folder " + folder + " of the image store cannot be written to");
        }
    }
}
