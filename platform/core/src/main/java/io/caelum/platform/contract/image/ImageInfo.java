package io.caelum.platform.contract.image;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An image as other services see it.
 *
 * @param status {@code active} when it can be booted
 * @param minDisk GiB
 * @param minRam MiB
 * @param size bytes stored; empty until uploaded
 * @param virtualSize bytes of the disk that it becomes, where known
 * @param osHashValue sha512 of the bytes, hex
 */
public record ImageInfo(
        UUID id,
        String name,
        String status,
        Optional<String> diskFormat,
        Optional<String> containerFormat,
        int minDisk,
        int minRam,
        Optional<Long> size,
        Optional<Long> virtualSize,
        Optional<String> checksum,
        Optional<String> osHashAlgo,
        Optional<String> osHashValue,
        Optional<String> owner,
        String visibility,
        Map<String, String> properties) {}
