package io.caelum.image.store.file;

import io.caelum.image.store.ImageStore;
import io.caelum.image.store.StoreFullException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jboss.logging.Logger;

/** One upload on its way into the folder. */
final class IncomingFile implements ImageStore.Incoming {

    private static final Logger LOG = Logger.getLogger(IncomingFile.class);

    /** Written back as it comes, so that neither dirty pages pile up nor the last sync takes minutes. */
    private static final long SYNC_EVERY = 128L * 1024 * 1024;

    private final Path temporary;
    private final Path complete;
    private final FileChannel channel;
    private long unsynced;

    IncomingFile(Path temporary, Path complete) throws IOException {
        this.temporary = temporary;
        this.complete = complete;
        this.channel = FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        try {
            var buffer = ByteBuffer.wrap(bytes, 0, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            syncNowAndThen(length);
        } catch (IOException e) {
            throw isFull() ? new StoreFullException("The image store is full.", e) : e;
        }
    }

    private void syncNowAndThen(int length) throws IOException {
        unsynced += length;
        if (unsynced >= SYNC_EVERY) {
            channel.force(false);
            unsynced = 0;
        }
    }

    private boolean isFull() throws IOException {
        return Files.getFileStore(temporary).getUsableSpace() < 1024 * 1024;
    }

    @Override
    public void keep() throws IOException {
        channel.force(true);
        channel.close();
        Files.move(temporary, complete, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(complete.getParent());
    }

    /** The rename itself must be durable as well before anybody is told. */
    private static void syncFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void discard() {
        try {
            channel.close();
            Files.deleteIfExists(temporary);
            Files.deleteIfExists(complete);
        } catch (IOException e) {
            LOG.warnf(e, "bytes of a failed upload could not be removed, the sweep tries again; file=%s", temporary);
        }
    }
}
