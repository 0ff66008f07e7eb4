package io.caelum.compute.server;

import io.caelum.platform.fault.Fault;

/** How many metadata items one server may have. */
final class MetadataRoom {

    private MetadataRoom() {}

    static void require(int items, int limit) {
        if (limit >= 0 && items > limit) {
            throw Fault.forbidden(
                    "Maximum number of metadata items exceeds %d: %d were given.".formatted(limit, items));
        }
    }
}
