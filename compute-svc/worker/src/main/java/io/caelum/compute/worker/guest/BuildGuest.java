package io.caelum.compute.worker.guest;

import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.image.ImageCache;
import io.caelum.compute.worker.image.ImageUnavailable;
import io.caelum.compute.worker.neighbour.OtherHosts;
import io.caelum.platform.bus.rpc.RpcTimeoutException;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.DiskOffer;
import io.caelum.platform.contract.compute.Landing;
import io.caelum.platform.contract.compute.ReceiveRequest;
import io.caelum.platform.contract.compute.Traveller;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.fault.Fault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** From a request to a running guest, or to nothing at all. */
final class BuildGuest {

    private static final Logger LOG = Logger.getLogger(BuildGuest.class);

    private final BuildPlaces places;
    private final ImageCache images;
    private final Driver driver;
    private final OtherHosts others;
    private final Steps steps;

    BuildGuest(BuildPlaces places, ImageCache images, Driver driver, OtherHosts others, Steps steps) {
        this.places = places;
        this.images = images;
        this.driver = driver;
        this.others = others;
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

    /** The same with the disks of a guest that is off on another host. */
    void receive(ReceiveRequest request) throws BuildFailed, InterruptedException {
        UUID server = request.build().serverId();
        places.take(server);
        try {
            removeFormer(request.build());
            DiskOffer offer = offerOf(request);
            doing("receive", server, () -> driver.receive(request.build(), offer));
            if (request.start()) {
                doing("start", server, () -> driver.start(server));
            }
        } finally {
            places.giveBack();
        }
    }

    /** A place for a guest that comes while it runs. */
    Landing await(BuildRequest build, Traveller guest) throws BuildFailed, InterruptedException {
        var landing = new AtomicReference<Landing>();
        removeFormer(build);
        doing("await", build.serverId(), () -> landing.set(driver.await(build, guest)));
        return landing.get();
    }

    private DiskOffer offerOf(ReceiveRequest request) throws BuildFailed, InterruptedException {
        UUID server = request.build().serverId();
        try {
            return steps.step(
                    "build-guest: offer-disks",
                    server,
                    () -> others.offerDisks(request.from(), server, request.fromGeneration()));
        } catch (Fault | RpcUnreachableException | RpcTimeoutException e) {
            throw new BuildFailed(
                    "offer-disks",
                    "Host %s does not give the disks: %s".formatted(request.from(), e.getMessage()),
                    true,
                    e);
        } catch (Exception e) {
            throw unexpected("offer-disks", server, e);
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
        doing("spawn", build.serverId(), () -> driver.spawn(build, image));
    }

    /** Removes all that there may be of a guest. */
    void remove(UUID server) throws BuildFailed, InterruptedException {
        doing("remove", server, () -> driver.destroy(server));
    }

    private interface Work {
        void run() throws Exception;
    }

    private void doing(String name, UUID server, Work work) throws BuildFailed, InterruptedException {
        try {
            steps.step("build-guest: " + name, server, () -> {
                work.run();
                return null;
            });
        } catch (DriverException e) {
            throw new BuildFailed(name, e.getMessage(), true, e);
        } catch (Exception e) {
            throw unexpected(name, server, e);
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
