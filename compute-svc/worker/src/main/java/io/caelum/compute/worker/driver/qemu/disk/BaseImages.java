package io.caelum.compute.worker.driver.qemu.disk;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.platform.contract.image.ImageInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Images as guests' disks stand on them. A guest's folder has a name of its own for the cached file: so the bytes stay for
 * as long as the guest does, whatever becomes of the cache, and no guest has a copy.
 */
final class BaseImages {

    static final String FILE = "base";
    private static final String UNFINISHED = "base.part";
    private static final String SOURCE = "image.part";
    private static final String CONVERTED = "from-other-formats";
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("r--r--r--");

    private final DiskTool tool;

    BaseImages(DiskTool tool) {
        this.tool = tool;
    }

    /**
     * @param format of the file that is in the guest's folder now
     * @param bytes of the disk that it is
     */
    record Base(DiskFormat format, long bytes) {}

    Base give(ImageInfo image, Path cached, Path folder) throws DriverException, InterruptedException {
        DiskFormat format = DiskFormat.of(image.diskFormat());
        Path file = folder.resolve(FILE);
        try {
            Files.deleteIfExists(file);
            if (format.isBase()) {
                Files.setPosixFilePermissions(cached, READABLE);
                link(cached, file);
            } else {
                convert(format, cached, folder);
            }
            return inspected(format.isBase() ? format : DiskFormat.QCOW2, file);
        } catch (IOException e) {
            throw new DriverException("The image cannot be put in the guest's place: " + e.getMessage(), e);
        }
    }

    /** A second name, or, where the cache is on another disk, a copy. */
    private static void link(Path cached, Path file) throws IOException {
        try {
            Files.createLink(file, cached);
        } catch (IOException | UnsupportedOperationException apart) {
            Files.copy(cached, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The result is kept beside the image, for as long as that is there. */
    private void convert(DiskFormat format, Path cached, Path folder)
            throws IOException, DriverException, InterruptedException {
        Path kept = cached.resolveSibling(CONVERTED).resolve(cached.getFileName());
        Files.createDirectories(kept.getParent());
        if (!Files.exists(kept) || Files.getLastModifiedTime(kept).compareTo(Files.getLastModifiedTime(cached)) < 0) {
            forgetOthers(kept.getParent(), cached.getParent());
            Files.setPosixFilePermissions(cached, READABLE);
            Path source = folder.resolve(SOURCE);
            Files.deleteIfExists(source);
            link(cached, source);
            tool.convert(folder, SOURCE, format, UNFINISHED);
            Files.delete(source);
            Path fresh =
                    Files.createTempFile(kept.getParent(), kept.getFileName().toString(), UNFINISHED);
            Files.copy(folder.resolve(UNFINISHED), fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(fresh, READABLE);
            Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(folder.resolve(UNFINISHED));
        }
        link(kept, folder.resolve(FILE));
    }

    private static void forgetOthers(Path converted, Path images) throws IOException {
        try (var files = Files.newDirectoryStream(converted)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!name.endsWith(UNFINISHED) && !Files.exists(images.resolve(name))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Base inspected(DiskFormat format, Path file) throws IOException, DriverException {
        if (format == DiskFormat.RAW) {
            return new Base(format, Files.size(file));
        }
        Qcow2Header header = Qcow2Header.read(file);
        if (header.namesOtherFiles()) {
            throw new DriverException("The image refers to other files, and is not used for that.");
        }
        return new Base(format, header.virtualBytes());
    }
}
