package io.caelum.platform.contract.image;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * What other services ask the image service, as the user of the context. Served by every image-svc. 1.1: images that a host
 * brings the bytes of. 1.0: first.
 */
@RpcTopic(value = "image", exchange = "glance", version = "1.1")
public interface ImageRpc {

    /** The image, if the project of the context may see it; else a Fault of kind NOT_FOUND naming the id. */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<ImageInfo> getImage(UUID imageId);

    /**
     * A ticket with which a host may read the bytes of this one image over HTTP for a short time. The caller is a
     * service that has checked the user's right before (a workflow, a worker): visibility is not checked again.
     */
    @Call(timeoutMillis = 5_000)
    Uni<DownloadTicket> grantDownload(UUID imageId);

    /**
     * Records an image of the context's project, private to it, whose bytes a host will bring. May be repeated: one that
     * is there already, or was deleted since, stays as it is.
     */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<Void> createSnapshotImage(SnapshotImage image);

    /**
     * A ticket with which a host may bring the bytes of this one queued image over HTTP. The caller is a service that has
     * checked the user's right before.
     *
     * @param diskFormat what the bytes are: {@code raw}, {@code qcow2}...
     */
    @Call(timeoutMillis = 5_000)
    Uni<UploadTicket> grantUpload(UUID imageId, String diskFormat);

    /** Removes an image that never got its bytes; one that is active stays, nothing there is fine. */
    @Call(timeoutMillis = 5_000)
    Uni<Void> discardUnfinished(UUID imageId);

    /** Deletes the oldest backups of a server of that kind, so that no more than {@code keep} active ones are left. */
    @Call(timeoutMillis = 10_000)
    Uni<Void> rotateBackups(UUID serverId, String backupType, int keep);
}
