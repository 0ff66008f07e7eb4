package io.caelum.compute.worker.guest;

import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.image.ImageCache;
import io.caelum.compute.worker.image.ImageUnavailable;
import io.caelum.compute.worker.image.ImageUpload;
import io.caelum.platform.contract.compute.BuildRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Makes images of root disks, and root disks of images, for guests that are there. */
final class ChangeDisk {

    private final Path folder;
    private final Driver driver;
    private final ImageCache images;
    private final ImageUpload uploads;

    /** @param folder for snapshots on their way; what is in there when the process begins is waste */
    ChangeDisk(Path folder, Driver driver, ImageCache images, ImageUpload uploads) {
        this.folder = folder;
        this.driver = driver;
        this.images = images;
        this.uploads = uploads;
        try {
            Files.createDirectories(folder);
            try (var left = Files.newDirectoryStream(folder)) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be used", e);
        }
    }

    /** The image is active afterwards. */
    void snapshot(UUID server, UUID image) throws DriverException, ImageUnavailable, IOException, InterruptedException {
        Path file = folder.resolve(image.toString());
        Files.deleteIfExists(file);
        try {
            String format = driver.snapshot(server, file);
            uploads.bring(image, format, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The guest is off before the disk goes; the image comes first, so that one that cannot be had changes nothing. */
    void rebuild(BuildRequest build, boolean startAgain)
            throws DriverException, ImageUnavailable, InterruptedException {
        if (build.image().isPresent()) {
            try (var bytes = images.require(build.image().get())) {
                rebuild(build, Optional.of(bytes.path()));
            }
        } else {
            rebuild(build, Optional.empty());
        }
        if (startAgain) {
            driver.start(build.serverId());
        }
    }

    private void rebuild(BuildRequest build, Optional<Path> image) throws DriverException, InterruptedException {
        driver.stop(build.serverId(), Duration.ZERO);
        driver.rebuild(build, image);
    }
}
