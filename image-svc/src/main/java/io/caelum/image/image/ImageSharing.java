package io.caelum.image.image;

import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Images as the members feature sees them. */
@ApplicationScoped
public class ImageSharing {

    private final Images images;

    ImageSharing(Images images) {
        this.images = images;
    }

    /** The image, locked against other changes; NOT_FOUND if the caller cannot see it, FORBIDDEN unless it is shared. */
    public Uni<SharedImage> require(Tx tx, RequestContext caller, UUID id) {
        return images.requireLocked(tx, caller, id)
                .map(image -> new SharedImage(image.id, image.owner, image.visibility))
                .invoke(ImageSharing::requireShared);
    }

    private static void requireShared(SharedImage image) {
        if (image.visibility() != Visibility.SHARED) {
            throw Fault.forbidden("Only shared images have members.");
        }
    }
}
