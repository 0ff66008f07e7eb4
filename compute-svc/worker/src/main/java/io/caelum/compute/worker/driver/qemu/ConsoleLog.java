package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;

/**
 * What a guest writes to its serial console. QEMU appends to the log, so that it can be cut while the guest goes on; the
 * part before the cut is kept beside it until the next one.
 */
final class ConsoleLog {

    private final Path current;
    private final Path former;
    private final long mostBytes;

    ConsoleLog(GuestFolder folder, int kibibytes) {
        current = folder.file(GuestFolder.CONSOLE_LOG);
        former = folder.file(GuestFolder.CONSOLE_LOG + ".1");
        mostBytes = kibibytes * 1024L;
    }

    /** Cuts the log if it has become too long. What the guest writes in that very moment may be lost. */
    void cut() throws IOException {
        try (var log = FileChannel.open(
                current, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (log.size() <= mostBytes) {
                return;
            }
            Path fresh = former.resolveSibling(former.getFileName() + ".part");
            Files.deleteIfExists(fresh);
            Files.write(fresh, last(log, mostBytes), StandardOpenOption.CREATE_NEW);
            Files.move(fresh, former, StandardCopyOption.ATOMIC_MOVE);
            log.truncate(0);
        } catch (NoSuchFileException absent) {
            // nothing was written yet
        }
    }

    /** @param lines the last ones; empty for all that is kept */
    String read(OptionalInt lines) throws DriverException {
        try {
            String all = text(former) + text(current);
            return lines.isEmpty() ? all : lastLines(all, lines.getAsInt());
        } catch (IOException e) {
            throw new DriverException("The console's log cannot be read: " + e.getMessage(), e);
        }
    }

    private String text(Path file) throws IOException {
        try (var log = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return new String(last(log, mostBytes), StandardCharsets.UTF_8);
        } catch (NoSuchFileException absent) {
            return "";
        }
    }

    private static byte[] last(FileChannel log, long most) throws IOException {
        long size = log.size();
        var bytes = ByteBuffer.allocate((int) Math.min(size, most));
        long position = size - bytes.capacity();
        while (bytes.hasRemaining()) {
            int count = log.read(bytes, position + bytes.position());
            if (count < 0) {
                break;
            }
        }
        bytes.flip();
        var read = new byte[bytes.remaining()];
        bytes.get(read);
        return read;
    }

    static String lastLines(String text, int lines) {
        int at = text.endsWith("\n") ? text.length() - 1 : text.length();
        for (int line = 0; line < lines; line++) {
            at = text.lastIndexOf('\n', at - 1);
            if (at < 0) {
                return text;
            }
        }
        return text.substring(at + 1);
    }
}
