package io.caelum.compute.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.contract.image.ImageRpc;
import io.caelum.platform.contract.image.SnapshotImage;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The image service, as compute sees it. */
@ApplicationScoped
public class ImageClient {

    private final ImageRpc images;

    ImageClient(Bus bus) {
        images = bus.client(ImageRpc.class);
    }

    /** An image that a server can be made of; anything else is the request's mistake. */
    public Uni<ImageInfo> requireBootable(UUID id) {
        return Absence.explained(images.getImage(id), "image")
                .onFailure(ImageClient::isNotFound)
                .transform(gone -> Fault.badRequest("Image %s could not be found.".formatted(id)))
                .invoke(ImageClient::requireActive);
    }

    private static boolean isNotFound(Throwable failure) {
        return failure instanceof Fault fault && fault.kind() == Fault.Kind.NOT_FOUND;
    }

    private static void requireActive(ImageInfo image) {
        if (!image.status().equals("active")) {
            throw Fault.badRequest("Image %s is not active: it is %s.".formatted(image.id(), image.status()));
        }
    }

    /** Records an image whose bytes a host will bring. May be repeated. */
    public Uni<Void> createSnapshot(SnapshotImage image) {
        return Absence.explained(images.createSnapshotImage(image), "image");
    }

    /** Nothing there is fine. */
    public Uni<Void> discardUnfinished(UUID image) {
        return images.discardUnfinished(image);
    }

    public Uni<Void> rotateBackups(UUID server, String type, int keep) {
        return images.rotateBackups(server, type, keep);
    }
}
