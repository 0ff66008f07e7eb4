package io.caelum.testkit.fake;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.image.DownloadTicket;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.contract.image.ImageRpc;
import io.caelum.platform.contract.image.SnapshotImage;
import io.caelum.platform.contract.image.UploadTicket;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An image service with a memory and no bytes. */
public final class FakeImages implements ImageRpc, AutoCloseable {

    private static final int BOOTABLE_BYTES = 1 << 20;

    private final Map<UUID, ImageInfo> images = new ConcurrentHashMap<>();
    private final Map<UUID, SnapshotImage> snapshots = new ConcurrentHashMap<>();
    private final Set<UUID> discarded = ConcurrentHashMap.newKeySet();
    private final List<String> rotations = new CopyOnWriteArrayList<>();
    private final Bus.Served served;
    private volatile Duration answerTakes = Duration.ZERO;

    public FakeImages(Bus bus) {
        served = bus.serve(ImageRpc.class, this, Serving.onVirtualThreads("fake-images"));
    }

    /** An active image that every flavor can hold. */
    public UUID bootable() {
        return add("active", 0, 0);
    }

    public UUID add(String status, int minDisk, int minRam) {
        UUID id = UUID.randomUUID();
        images.put(
                id,
                new ImageInfo(
                        id,
                        "image-" + id,
                        status,
                        Optional.of("qcow2"),
                        Optional.of("bare"),
                        minDisk,
                        minRam,
                        Optional.of((long) BOOTABLE_BYTES),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("sha512"),
                        Optional.of("0"),
                        Optional.of("owner"),
                        "public",
                        Map.of()));
        return id;
    }

    public void answerLate(Duration time) {
        answerTakes = time;
    }

    @Override
    public Uni<ImageInfo> getImage(UUID imageId) {
        pause();
        ImageInfo image = images.get(imageId);
        return image == null
                ? Uni.createFrom().failure(Fault.notFound("No image found with ID " + imageId))
                : Uni.createFrom().item(image);
    }

    @Override
    public Uni<DownloadTicket> grantDownload(UUID imageId) {
        return Uni.createFrom()
                .item(new DownloadTicket(
                        "http://127.0.0.1:9/" + imageId, "ticket", Instant.now().plus(Duration.ofMinutes(5))));
    }

    private void pause() {
        try {
            Thread.sleep(answerTakes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Uni<Void> createSnapshotImage(SnapshotImage image) {
        if (!discarded.contains(image.id())) {
            snapshots.putIfAbsent(image.id(), image);
        }
        return Uni.createFrom().voidItem();
    }

    /** Those that were recorded and not discarded. */
    public Map<UUID, SnapshotImage> snapshots() {
        return Map.copyOf(snapshots);
    }

    @Override
    public Uni<UploadTicket> grantUpload(UUID imageId, String diskFormat) {
        return Uni.createFrom().failure(Fault.notImplemented("no bytes here"));
    }

    @Override
    public Uni<Void> discardUnfinished(UUID imageId) {
        discarded.add(imageId);
        snapshots.remove(imageId);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> rotateBackups(UUID serverId, String backupType, int keep) {
        rotations.add(backupType + " " + keep);
        return Uni.createFrom().voidItem();
    }

    /** As {@code daily 3}. */
    public List<String> rotations() {
        return List.copyOf(rotations);
    }

    @Override
    public void close() {
        served.close();
    }
}
