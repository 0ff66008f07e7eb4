package io.caelum.image.image;

import io.caelum.image.store.StoreKey;
import java.util.Optional;

/**
 * Bytes that are durable in the store.
 *
 * @param md5 hex
 * @param sha512 hex
 * @param virtualSize bytes of the disk, where the format tells
 */
public record StoredImage(StoreKey storeKey, long size, String md5, String sha512, Optional<Long> virtualSize) {}
