package io.caelum.compute.server;

import io.caelum.compute.flavor.FlavorSpec;
import io.caelum.compute.keypair.PublicKey;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.contract.network.RequestedPort;
import io.caelum.platform.fault.Fault;
import java.util.List;
import java.util.Optional;

/** All that a request refers to, found and allowed. */
public record Ingredients(
        Optional<ImageInfo> image, FlavorSpec flavor, Optional<PublicKey> key, List<RequestedPort> ports) {

    private static final long BYTES_PER_GB = 1L << 30;

    /** An image says how much memory and disk it needs at least. */
    void requireFit() {
        image.ifPresent(wanted -> requireFit(wanted, flavor));
    }

    /** Throws BAD_REQUEST if a server of that size is too small for the image. */
    public static void requireFit(ImageInfo image, FlavorSpec flavor) {
        if (flavor.memoryMb() < image.minRam()) {
            throw Fault.badRequest(
                    "Flavor's memory is too small for requested image: flavor %s has %d MiB, image %s needs %d MiB."
                            .formatted(flavor.name(), flavor.memoryMb(), image.id(), image.minRam()));
        }
        if (flavor.rootGb() == 0) {
            return;
        }
        long needed = Math.max(
                image.minDisk() * BYTES_PER_GB,
                image.virtualSize().or(image::size).orElse(0L));
        if (flavor.rootGb() * BYTES_PER_GB < needed) {
            throw Fault.badRequest(
                    "Flavor's disk is too small for requested image. Flavor disk is %d bytes, image is %d bytes."
                            .formatted(flavor.rootGb() * BYTES_PER_GB, needed));
        }
    }
}
