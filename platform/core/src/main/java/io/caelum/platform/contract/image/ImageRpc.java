package io.caelum.platform.contract.image;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** What other services ask the image service, as the user of the context. Served by every image-svc. 1.0: first. */
@RpcTopic(value = "image", exchange = "glance", version = "1.0")
public interface ImageRpc {

    /** The image, if the project of the context may see it; else a Fault of kind NOT_FOUND naming the id. */
    @Call(timeoutMillis = 5_000)
    Uni<ImageInfo> getImage(UUID imageId);

    /**
     * A ticket with which a host may read the bytes of this one image over HTTP for a short time. The caller is a
     * service that has checked the user's right before (a workflow, a worker): visibility is not checked again.
     */
    @Call(timeoutMillis = 5_000)
    Uni<DownloadTicket> grantDownload(UUID imageId);
}
