package io.caelum.compute.server.snapshot;

import io.caelum.compute.server.order.ServerTask;
import io.caelum.platform.contract.compute.GuestOrder;
import io.caelum.platform.contract.image.SnapshotImage;
import java.util.Optional;

/** @param rotation for backups */
public record SnapshotData(String host, GuestOrder order, SnapshotImage image, Optional<Snapshots.Rotation> rotation) {

    ServerTask task() {
        return Snapshots.of(rotation).task();
    }
}
