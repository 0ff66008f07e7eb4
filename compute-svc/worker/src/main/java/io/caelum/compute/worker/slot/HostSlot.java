package io.caelum.compute.worker.slot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The host that this process is, until it ends.
 *
 * @param name as {@code compute-3}
 * @param state folder of the host, which outlives the process
 * @param lock kept so that it is not collected and thereby given up
 */
record HostSlot(String name, Path state, FileLock lock) {

    private static final int MOST = 10_000;

    /**
     * A process is one host, however often its configuration is read. There must be no second attempt at a file that we
     * hold: to close it again would give up the lock.
     */
    private static final Map<Path, HostSlot> OURS = new ConcurrentHashMap<>();

    /** Takes the first free name in the folder, once for this process. */
    static HostSlot in(Path folder) {
        return OURS.computeIfAbsent(folder.toAbsolutePath().normalize(), HostSlot::claim);
    }

    private static HostSlot claim(Path folder) {
        try {
            Files.createDirectories(folder);
            for (int number = 1; number <= MOST; number++) {
                String name = "compute-" + number;
                FileLock lock = tryLock(folder.resolve(name + ".lock"));
                if (lock != null) {
                    return new HostSlot(name, folder.resolve(name), lock);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No host name can be taken in " + folder + ": " + e.getMessage(), e);
        }
        throw new IllegalStateException("All " + MOST + " host names in " + folder + " are taken");
    }

    private static FileLock tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
        }
        return lock;
    }
}
