package io.caelum.compute.server.rebuild;

import io.caelum.platform.contract.compute.GuestOrder;
import io.caelum.platform.contract.image.ImageInfo;

/**
 * @param startAgain whether it is to run afterwards
 * @param powerState what the host said that it is now
 */
public record RebuildData(String host, GuestOrder order, ImageInfo image, boolean startAgain, int powerState) {

    RebuildData done(int state) {
        return new RebuildData(host, order, image, startAgain, state);
    }
}
