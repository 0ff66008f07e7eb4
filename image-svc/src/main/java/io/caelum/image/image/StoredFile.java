package io.caelum.image.image;

import io.caelum.image.store.StoreKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bytes of one active image, for a download. */
public record StoredFile(UUID imageId, @Nullable String owner, StoreKey storeKey, long size, String md5) {}
