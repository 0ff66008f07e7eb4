package io.caelum.platform.contract.image;

import java.util.Map;
import java.util.UUID;

/**
 * The record of an image that a host will bring the bytes of.
 *
 * @param id fixed before the first try, so that a repeat finds what an earlier one made
 * @param minDisk GiB
 * @param minRam MiB
 */
public record SnapshotImage(UUID id, String name, int minDisk, int minRam, Map<String, String> properties) {}
