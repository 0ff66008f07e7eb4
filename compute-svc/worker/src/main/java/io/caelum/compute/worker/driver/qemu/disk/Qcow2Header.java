package io.caelum.compute.worker.driver.qemu.disk;

import io.caelum.compute.worker.driver.DriverException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The beginning of a qcow2 file, read without any tool that would follow what stands there.
 *
 * @param virtualBytes of the disk
 * @param namesOtherFiles whether it has a backing file or keeps its data elsewhere
 */
record Qcow2Header(long virtualBytes, boolean namesOtherFiles) {

    private static final int MAGIC = 0x514649fb;
    private static final int LENGTH = 80;
    private static final long EXTERNAL_DATA = 1 << 2;

    static Qcow2Header read(Path file) throws IOException, DriverException {
        ByteBuffer header;
        try (var stream = Files.newInputStream(file)) {
            header = ByteBuffer.wrap(stream.readNBytes(LENGTH));
        }
        if (header.limit() < LENGTH || header.getInt(0) != MAGIC) {
            throw new DriverException("The image says that it is qcow2, and is not.");
        }
        int version = header.getInt(4);
        boolean hasBacking = header.getLong(8) != 0;
        boolean hasExternalData = version >= 3 && (header.getLong(72) & EXTERNAL_DATA) != 0;
        return new Qcow2Header(header.getLong(24), hasBacking || hasExternalData);
    }
}
