package io.caelum.image.image;

import io.caelum.image.format.ContainerFormat;
import io.caelum.image.format.DiskFormat;
import io.caelum.image.store.StoreKey;
import java.util.UUID;

/** The right to bring the bytes of one image: whoever holds it owns the image while it is saving. */
public record UploadSlot(UUID imageId, UUID uploadId, DiskFormat diskFormat, ContainerFormat containerFormat) {

    public StoreKey storeKey() {
        return new StoreKey(imageId, uploadId);
    }
}
