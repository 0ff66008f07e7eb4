package io.caelum.platform.contract.compute;

import java.util.UUID;

/** @param imageId a queued image, into which the bytes go */
public record SnapshotRequest(GuestOrder order, UUID imageId) {}
