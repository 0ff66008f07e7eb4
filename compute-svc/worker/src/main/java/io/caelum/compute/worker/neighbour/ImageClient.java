package io.caelum.compute.worker.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.image.DownloadTicket;
import io.caelum.platform.contract.image.ImageRpc;
import io.caelum.platform.contract.image.UploadTicket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** The image service, asked and waited for. */
@ApplicationScoped
public class ImageClient {

    private final ImageRpc images;

    @Inject
    ImageClient(Bus bus) {
        this(bus.client(ImageRpc.class));
    }

    ImageClient(ImageRpc images) {
        this.images = images;
    }

    public DownloadTicket grantDownload(UUID imageId) {
        return images.grantDownload(imageId).await().indefinitely();
    }

    /** @param format of the bytes that will be brought */
    public UploadTicket grantUpload(UUID imageId, String format) {
        return images.grantUpload(imageId, format).await().indefinitely();
    }

    public boolean isActive(UUID imageId) {
        return images.getImage(imageId).await().indefinitely().status().equals("active");
    }
}
