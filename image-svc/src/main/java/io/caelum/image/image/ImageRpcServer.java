package io.caelum.image.image;

import io.caelum.image.format.ContainerFormat;
import io.caelum.image.format.DiskFormat;
import io.caelum.image.ticket.DownloadTickets;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.contract.image.DownloadTicket;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.contract.image.ImageRpc;
import io.caelum.platform.contract.image.SnapshotImage;
import io.caelum.platform.contract.image.UploadTicket;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What other services ask about images. */
@ApplicationScoped
class ImageRpcServer implements ImageRpc {

    private final Db db;
    private final Images images;
    private final SnapshotImages snapshots;
    private final DownloadTickets tickets;
    private final Bus bus;
    private final String host;
    private final String internalUrl;

    ImageRpcServer(
            Db db,
            Images images,
            SnapshotImages snapshots,
            DownloadTickets tickets,
            Bus bus,
            ProcessIdentity self,
            @ConfigProperty(name = "caelum.image.internal-url", defaultValue = "http://127.0.0.1:8782")
                    String internalUrl) {
        this.db = db;
        this.images = images;
        this.snapshots = snapshots;
        this.tickets = tickets;
        this.bus = bus;
        this.host = self.host();
        this.internalUrl = internalUrl;
    }

    void serve(@Observes StartupEvent event) {
        bus.serve(ImageRpc.class, this, Serving.onEventLoop(host));
    }

    @Override
    public Uni<ImageInfo> getImage(UUID imageId) {
        var caller = CurrentContext.get();
        return db.read(tx -> images.require(tx, caller, imageId)).map(ImageRpcServer::info);
    }

    @Override
    public Uni<DownloadTicket> grantDownload(UUID imageId) {
        return db.read(tx -> images.requireAny(tx, imageId))
                .invoke(ImageRpcServer::requireActive)
                .chain(image -> tickets.grant(imageId))
                .map(granted -> new DownloadTicket(
                        internalUrl + "/v2/images/" + imageId + "/file", granted.ticket(), granted.expiresAt()));
    }

    @Override
    public Uni<Void> createSnapshotImage(SnapshotImage image) {
        return snapshots.create(CurrentContext.get(), image);
    }

    @Override
    public Uni<UploadTicket> grantUpload(UUID imageId, String diskFormat) {
        return snapshots
                .formatted(imageId, diskFormat)
                .chain(image -> tickets.grantUpload(imageId))
                .map(granted -> new UploadTicket(
                        internalUrl + "/v2/images/" + imageId + "/file", granted.ticket(), granted.expiresAt()));
    }

    @Override
    public Uni<Void> discardUnfinished(UUID imageId) {
        return snapshots.discardUnfinished(imageId);
    }

    @Override
    public Uni<Void> rotateBackups(UUID serverId, String backupType, int keep) {
        return snapshots.rotate(CurrentContext.get(), serverId, backupType, keep);
    }

    private static void requireActive(Image image) {
        if (image.status != ImageStatus.ACTIVE) {
            throw Fault.conflict("Image " + image.id + " is not active, but " + image.status.wire() + ".");
        }
    }

    private static ImageInfo info(Image image) {
        return new ImageInfo(
                image.id,
                image.name,
                image.status.wire(),
                Optional.ofNullable(image.diskFormat).map(DiskFormat::wire),
                Optional.ofNullable(image.containerFormat).map(ContainerFormat::wire),
                image.minDisk,
                image.minRam,
                Optional.ofNullable(image.size),
                Optional.ofNullable(image.virtualSize),
                Optional.ofNullable(image.checksum),
                Optional.ofNullable(image.osHashAlgo),
                Optional.ofNullable(image.osHashValue),
                Optional.ofNullable(image.owner),
                image.visibility.wire(),
                Map.copyOf(image.properties));
    }
}
