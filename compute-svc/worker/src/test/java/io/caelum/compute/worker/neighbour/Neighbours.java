package io.caelum.compute.worker.neighbour;

import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.image.ImageRpc;

/** Clients that reach their neighbour without a bus in between, for the tests of other packages. */
public final class Neighbours {

    private Neighbours() {}

    public static ComputeControlClient control(ComputeReportRpc control) {
        return new ComputeControlClient(control, "host-a");
    }

    public static ImageClient images(ImageRpc images) {
        return new ImageClient(images);
    }
}
