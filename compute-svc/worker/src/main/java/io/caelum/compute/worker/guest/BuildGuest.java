package io.caelum.compute.worker.guest;

import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.image.ImageCache;
import io.caelum.compute.worker.image.ImageUnavailable;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.image.ImageInfo;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** From a request to a running guest, or to nothing at all. */
final class BuildGuest {

    private static final Logger LOG = Logger.getLogger(BuildGuest.class);

    private final BuildPlaces places;
    private final ImageCache images;
    private final Permission permission;
    private final Driver driver;
    private final Steps steps;

    BuildGuest(BuildPlaces places, ImageCache images, Permission permission, Driver driver, Steps steps) {
        this.places = places;
        this.images = images;
        this.permission = permission;
        this.driver = driver;
        this.steps = steps;
    }

    /** @throws InterruptedException if nobody wants the guest any more; something of it may be left */
    void build(BuildRequest build) throws BuildFailed, InterruptedException {
        UUID server = build.serverId();
        places.take(server);
        try {
            removeFormer(build);
            if (build.image().isPresent()) {
                spawnFrom(build.image().get(), build);
            } else {
                spawn(build, Optional.empty());
            }
        } finally {
            places.giveBack();
        }
    }

    /** What an earlier try on this host has left. */
    private void removeFormer(BuildRequest build) throws BuildFailed, InterruptedException {
        if (driver.find(build.serverId()).isPresent()) {
            remove(build.serverId());
        }
    }

    private void spawnFrom(ImageInfo image, BuildRequest build) throws BuildFailed, InterruptedException {
        try (var bytes = fetch(image, build)) {
            spawn(build, Optional.of(bytes.path()));
        }
    }

    private ImageCache.Lease fetch(ImageInfo image, BuildRequest build) throws BuildFailed, InterruptedException {
        try {
            return steps.step("build-guest: fetch-image", build.serverId(), () -> images.require(image));
        } catch (ImageUnavailable e) {
            throw new BuildFailed("fetch-image", e.getMessage(), e.elsewhere(), e);
        } catch (Exception e) {
            throw unexpected("fetch-image", build.serverId(), e);
        }
    }

    private void spawn(BuildRequest build, Optional<Path> image) throws BuildFailed, InterruptedException {
        permission.require(build);
        try {
            steps.step("build-guest: spawn", build.serverId(), () -> {
                driver.spawn(build, image);
                return null;
            });
        } catch (DriverException e) {
            throw new BuildFailed("spawn", e.getMessage(), true, e);
        } catch (Exception e) {
            throw unexpected("spawn", build.serverId(), e);
        }
    }

    /** Removes all that there may be of a guest. */
    void remove(UUID server) throws BuildFailed, InterruptedException {
        try {
            steps.step("build-guest: remove", server, () -> {
                driver.destroy(server);
                return null;
            });
        } catch (DriverException e) {
            throw new BuildFailed("remove", e.getMessage(), true, e);
        } catch (Exception e) {
            throw unexpected("remove", server, e);
        }
    }

    private static BuildFailed unexpected(String step, UUID server, Exception failure) throws InterruptedException {
        if (failure instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        LOG.errorf(failure, "unexpected failure in step %s: server_id=%s", step, server);
        return new BuildFailed(step, "An unexpected error happened on the host; its log tells more.", true, failure);
    }
}
