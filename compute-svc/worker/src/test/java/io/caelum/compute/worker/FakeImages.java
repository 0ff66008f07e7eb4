package io.caelum.compute.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.caelum.platform.contract.image.DownloadTicket;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.contract.image.ImageRpc;
import io.caelum.platform.contract.image.SnapshotImage;
import io.caelum.platform.contract.image.UploadTicket;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An image service with a few small images. */
public final class FakeImages implements ImageRpc, AutoCloseable {

    private static final String TICKET = "open sesame";

    public final AtomicInteger downloads = new AtomicInteger();
    private final Map<UUID, byte[]> images = new ConcurrentHashMap<>();
    public final Map<UUID, byte[]> brought = new ConcurrentHashMap<>();
    public final Map<UUID, String> formats = new ConcurrentHashMap<>();
    private final AtomicInteger uploadsRefusedFor = new AtomicInteger();
    private final AtomicInteger brokenFor = new AtomicInteger();
    private final HttpServer server;
    private volatile long delayMillis;

    public FakeImages() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::download);
        server.start();
    }

    /** A new image; its record says what its bytes should be. */
    public ImageInfo add(byte[] bytes) throws Exception {
        UUID id = UUID.randomUUID();
        images.put(id, bytes);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(bytes));
        return new ImageInfo(
                id,
                "image",
                "active",
                Optional.of("qcow2"),
                Optional.of("bare"),
                0,
                0,
                Optional.of((long) bytes.length),
                Optional.empty(),
                Optional.empty(),
                Optional.of("sha512"),
                Optional.of(digest),
                Optional.empty(),
                "public",
                Map.of());
    }

    /** From now on other bytes are stored than the record says. */
    public void corrupt(ImageInfo image) {
        images.get(image.id())[0] ^= 1;
    }

    public void remove(ImageInfo image) {
        images.remove(image.id());
    }

    public void takeTime(long millis) {
        delayMillis = millis;
    }

    /** The next so many downloads break off in the middle. */
    public void beBrokenFor(int times) {
        brokenFor.set(times);
    }

    private void upload(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            boolean refused = uploadsRefusedFor.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            boolean permitted = TICKET.equals(exchange.getRequestHeaders().getFirst("X-Image-Ticket"));
            if (permitted && !refused) {
                brought.put(UUID.fromString(exchange.getRequestURI().getPath().substring(1)), bytes);
            }
            exchange.sendResponseHeaders(refused ? 503 : permitted ? 204 : 401, -1);
        }
    }

    /** The next so many uploads are answered 503. */
    public void refuseUploads(int times) {
        uploadsRefusedFor.set(times);
    }

    private void download(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            upload(exchange);
            return;
        }
        downloads.incrementAndGet();
        try (exchange) {
            Thread.sleep(delayMillis);
            byte[] bytes = images.get(
                    UUID.fromString(exchange.getRequestURI().getPath().substring(1)));
            if (!TICKET.equals(exchange.getRequestHeaders().getFirst("X-Image-Ticket"))) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            exchange.sendResponseHeaders(200, bytes.length);
            boolean breaksOff = brokenFor.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            exchange.getResponseBody().write(bytes, 0, breaksOff ? bytes.length / 2 : bytes.length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Uni<ImageInfo> getImage(UUID imageId) {
        return Uni.createFrom().item(record(imageId, brought.containsKey(imageId) ? "active" : "queued"));
    }

    private static ImageInfo record(UUID id, String status) {
        return new ImageInfo(
                id,
                "snapshot",
                status,
                Optional.empty(),
                Optional.of("bare"),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "private",
                Map.of());
    }

    @Override
    public Uni<DownloadTicket> grantDownload(UUID imageId) {
        if (!images.containsKey(imageId)) {
            return Uni.createFrom().failure(Fault.notFound("No image found with ID " + imageId + "."));
        }
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + imageId;
        return Uni.createFrom()
                .item(new DownloadTicket(url, TICKET, Instant.now().plusSeconds(60)));
    }

    @Override
    public Uni<Void> createSnapshotImage(SnapshotImage image) {
        throw new UnsupportedOperationException("workers do not ask");
    }

    @Override
    public Uni<UploadTicket> grantUpload(UUID imageId, String diskFormat) {
        if (brought.containsKey(imageId)) {
            return Uni.createFrom().failure(Fault.conflict("Image " + imageId + " is active."));
        }
        formats.put(imageId, diskFormat);
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/" + imageId;
        return Uni.createFrom().item(new UploadTicket(url, TICKET, Instant.now().plusSeconds(60)));
    }

    @Override
    public Uni<Void> discardUnfinished(UUID imageId) {
        throw new UnsupportedOperationException("workers do not ask");
    }

    @Override
    public Uni<Void> rotateBackups(UUID serverId, String backupType, int keep) {
        throw new UnsupportedOperationException("workers do not ask");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
