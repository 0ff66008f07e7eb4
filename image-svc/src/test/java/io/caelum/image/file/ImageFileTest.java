package io.caelum.image.file;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.caelum.image.ImageServiceTest;
import io.caelum.image.ShiftedClock;
import io.caelum.image.format.CraftedHeader;
import io.caelum.image.image.ImageFiles;
import io.caelum.image.image.StoredImage;
import io.caelum.image.image.UploadSlot;
import io.caelum.image.store.StoreKey;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.image.DownloadTicket;
import io.caelum.platform.contract.image.ImageInfo;
import io.caelum.platform.contract.image.ImageRpc;
import io.caelum.platform.contract.image.SnapshotImage;
import io.caelum.platform.contract.image.UploadTicket;
import io.caelum.platform.fault.Fault;
import io.caelum.testkit.TestTokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ImageFileTest extends ImageServiceTest {

    private static final Path STORE = Path.of("target/test-images");
    private static final int LIMIT = 32 * 1024 * 1024;

    private final String project = newProject();

    @Inject
    Bus bus;

    @Inject
    ImageFiles images;

    @Inject
    UploadKeeper keeper;

    @Inject
    UploadImage upload;

    @Inject
    ShiftedClock clock;

    @TestHTTPResource
    URI service;

    @AfterEach
    void setTheClockRight() {
        clock.shift(Duration.ZERO);
    }

    @Test
    void bytesComeBackAsTheyWentInWithTheirDigests() {
        byte[] bytes = random(5 * 1024 * 1024 + 17);
        String image = newActiveImage(project, bytes);

        member(project)
                .get("/v2/images/" + image)
                .then()
                .body("status", equalTo("active"))
                .body("size", equalTo(bytes.length))
                .body("checksum", equalTo(hash("MD5", bytes)))
                .body("os_hash_algo", equalTo("sha512"))
                .body("os_hash_value", equalTo(hash("SHA-512", bytes)));
        var response = member(project).get("/v2/images/" + image + "/file");
        assertThat(response.asByteArray()).isEqualTo(bytes);
        assertThat(response.header("Content-MD5")).isEqualTo(hash("MD5", bytes));
        assertThat(response.header("Content-Length")).isEqualTo(String.valueOf(bytes.length));
        assertThat(response.header("x-openstack-request-id")).startsWith("req-");
    }

    @Test
    void anEmptyImageIsAnImage() {
        String image = newActiveImage(project, new byte[0]);

        member(project).get("/v2/images/" + image).then().body("size", equalTo(0));
        assertThat(member(project).get("/v2/images/" + image + "/file").asByteArray())
                .isEmpty();
    }

    @Test
    void aBodyOfExactlyOneBlockIsKept() {
        byte[] bytes = random(Block.SIZE);
        String image = newActiveImage(project, bytes);

        assertThat(member(project).get("/v2/images/" + image + "/file").asByteArray())
                .isEqualTo(bytes);
    }

    @Test
    void aChunkedBodyIsKept() throws IOException {
        String image = newImage(project);

        try (var client = new RawClient(image, "Transfer-Encoding: chunked")) {
            client.send("5\r\nhello\r\n0\r\n\r\n");
            assertThat(client.answer()).startsWith("HTTP/1.1 204");
        }

        assertThat(member(project).get("/v2/images/" + image + "/file").asString())
                .isEqualTo("hello");
    }

    @Test
    void partsOfTheBytesCanBeAskedFor() {
        byte[] bytes = "0123456789".getBytes(StandardCharsets.US_ASCII);
        String image = newActiveImage(project, bytes);

        member(project)
                .header("Range", "bytes=2-4")
                .get("/v2/images/" + image + "/file")
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 2-4/10")
                .header("Content-Length", "3")
                .header("Content-MD5", equalTo(null));
        assertThat(member(project)
                        .header("Range", "bytes=-3")
                        .get("/v2/images/" + image + "/file")
                        .asByteArray())
                .isEqualTo("789".getBytes(StandardCharsets.US_ASCII));
        member(project)
                .header("Range", "bytes=10-")
                .get("/v2/images/" + image + "/file")
                .then()
                .statusCode(416);
    }

    @Test
    void anImageWithoutBytesHasNoContent() {
        member(project).get("/v2/images/" + newImage(project) + "/file").then().statusCode(204);
    }

    @Test
    void theBytesOfAnActiveImageNeverChange() {
        String image = newActiveImage(project, new byte[] {1, 2, 3});

        tryUpload(image, new byte[] {4, 5, 6}).statusCode(409);

        assertThat(member(project).get("/v2/images/" + image + "/file").asByteArray())
                .isEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    void aRefusedClientThatSendsAllTheSameGetsItsAnswer() {
        String image = newActiveImage(project, new byte[] {1, 2, 3});

        tryUpload(image, new byte[20 * 1024 * 1024]).statusCode(409).body("message", containsString("active"));
    }

    @Test
    void ofConcurrentUploadsOneWinsAndTheOthersConflict() throws Exception {
        String image = newImage(project);
        byte[] bytes = random(3 * 1024 * 1024);
        Callable<Integer> attempt = () -> tryUpload(image, bytes).extract().statusCode();

        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = clients.invokeAll(List.of(attempt, attempt, attempt, attempt)).stream()
                    .map(answer -> answer.resultNow())
                    .sorted()
                    .toList();
            assertThat(answers).containsExactly(204, 409, 409, 409);
        }

        assertThat(member(project).get("/v2/images/" + image + "/file").asByteArray())
                .isEqualTo(bytes);
        assertThat(filesOf(image)).hasSize(1);
    }

    @Test
    void anInterruptedUploadLeavesNothingAndTheImageIsQueuedAgain() throws IOException {
        String image = newImage(project);

        try (var client = new RawClient(image, "Content-Length: 8000000")) {
            client.send("x".repeat(3_000_000));
            await().until(() -> !filesOf(image).isEmpty());
            assertThat(status(project, image)).isEqualTo("saving");
        }

        await().untilAsserted(() -> assertThat(status(project, image)).isEqualTo("queued"));
        assertThat(filesOf(image)).isEmpty();
        upload(project, image, new byte[] {1, 2, 3});
        assertThat(status(project, image)).isEqualTo("active");
    }

    @Test
    void anUploadThatGetsTooLongLeavesNothing() throws IOException {
        String image = newImage(project);
        String megabyte = "x".repeat(1024 * 1024);

        try (var client = new RawClient(image, "Transfer-Encoding: chunked")) {
            for (int sent = 0; sent <= LIMIT; sent += megabyte.length()) {
                client.send("100000\r\n" + megabyte + "\r\n");
            }
            assertThat(client.answer()).startsWith("HTTP/1.1 413");
        }

        await().untilAsserted(() -> assertThat(status(project, image)).isEqualTo("queued"));
        assertThat(filesOf(image)).isEmpty();
    }

    @Test
    void anUploadThatSaysItIsTooLongIsRefusedAtOnce() throws IOException {
        String image = newImage(project);

        try (var client = new RawClient(image, "Content-Length: " + (LIMIT + 1))) {
            assertThat(client.answer()).startsWith("HTTP/1.1 413");
        }

        assertThat(status(project, image)).isEqualTo("queued");
    }

    @Test
    void aClientThatAsksFirstIsToldToContinue() throws IOException {
        String image = newImage(project);

        try (var client = new RawClient(image, "Content-Length: 3\r\nExpect: 100-continue")) {
            assertThat(client.answer()).startsWith("HTTP/1.1 100");
            client.send("abc");
            assertThat(client.answer()).contains("HTTP/1.1 204");
        }
    }

    @Test
    void anImageWithoutFormatsTakesNoBytes() {
        tryUpload(newImage(project, "{}"), new byte[] {1})
                .statusCode(400)
                .body("message", containsString("disk_format"));
    }

    @Test
    void bytesThatAreNoOctetStreamAreRefused() {
        member(project)
                .contentType("application/json")
                .body("{}")
                .put("/v2/images/" + newImage(project) + "/file")
                .then()
                .statusCode(415);
    }

    @Test
    void anImageThatNamesOtherFilesIsRefusedAndLeavesNothing() {
        String image = newImage(project, "{\"disk_format\": \"qcow2\", \"container_format\": \"bare\"}");
        byte[] bytes = CraftedHeader.qcow2(1 << 20)
                .bigLong(8, 0x200)
                .text(0x200, "/etc/passwd")
                .toBytes();

        tryUpload(image, bytes).statusCode(400).body("message", containsString("backing file"));

        assertThat(status(project, image)).isEqualTo("queued");
        assertThat(filesOf(image)).isEmpty();
    }

    @Test
    void anImageThatIsNotWhatItSaysIsRefusedBeforeItIsSentToTheEnd() throws IOException {
        String image = newImage(project);

        try (var client = new RawClient(image, "Content-Length: 30000000")) {
            client.send(CraftedHeader.qcow2(1 << 20).toBytes());
            client.send("x".repeat(Block.SIZE));
            assertThat(client.answer()).startsWith("HTTP/1.1 400").contains("declared as raw");
        }
    }

    @Test
    void aDiskThatIsTooLargeIsRefused() {
        String image = newImage(project, "{\"disk_format\": \"qcow2\", \"container_format\": \"bare\"}");

        tryUpload(image, CraftedHeader.qcow2(1L << 62).toBytes()).statusCode(413);

        assertThat(status(project, image)).isEqualTo("queued");
        assertThat(filesOf(image)).isEmpty();
    }

    @Test
    void theSizeOfTheDiskIsShown() {
        String image = newImage(project, "{\"disk_format\": \"qcow2\", \"container_format\": \"bare\"}");

        tryUpload(image, CraftedHeader.qcow2(3L << 30).toBytes()).statusCode(204);

        member(project).get("/v2/images/" + image).then().body("virtual_size", equalTo(3L << 30));
    }

    @Test
    void bytesNeedATokenInBothDirections() {
        String image = newActiveImage(project, new byte[] {1});

        given().get("/v2/images/" + image + "/file").then().statusCode(401);
        given().contentType("application/octet-stream")
                .body(new byte[] {1})
                .put("/v2/images/" + newImage(project) + "/file")
                .then()
                .statusCode(401);
        member(newProject()).get("/v2/images/" + image + "/file").then().statusCode(404);
        as(TestTokens.reader(project))
                .get("/v2/images/" + image + "/file")
                .then()
                .statusCode(403);
    }

    @Test
    void anImageDeletedDuringItsUploadLeavesNothing() throws IOException {
        String image = newImage(project);

        try (var client = new RawClient(image, "Content-Length: 1000000")) {
            client.send("x".repeat(500_000));
            await().until(() -> status(project, image).equals("saving"));
            member(project).delete("/v2/images/" + image).then().statusCode(204);
            client.send("x".repeat(500_000));
            assertThat(client.answer()).startsWith("HTTP/1.1 410");
        }

        await().untilAsserted(() -> assertThat(filesOf(image)).isEmpty());
    }

    @Test
    void theBytesOfADeletedImageAreRemoved() {
        String image = newActiveImage(project, new byte[] {1, 2, 3});

        member(project).delete("/v2/images/" + image).then().statusCode(204);

        await().untilAsserted(() -> assertThat(filesOf(image)).isEmpty());
    }

    @Test
    void anUploadOfADeadProcessIsQueuedAgainWhenItsLeaseIsOver() {
        String image = newImage(project);
        as(project, () -> images.beginUpload(UUID.fromString(image)));

        assertThat(status(project, image)).isEqualTo("saving");
        clock.shift(ImageFiles.LEASE.plusSeconds(1));
        images.queueDeadUploads().await().atMost(Duration.ofSeconds(20));

        assertThat(status(project, image)).isEqualTo("queued");
    }

    @Test
    void anActiveImageKeepsItsBytesThoughTheAnswerOfTheCommitGotLost() throws IOException {
        String image = newImage(project);
        UploadSlot slot = as(project, () -> images.beginUpload(UUID.fromString(image)));
        Files.write(STORE.resolve("images").resolve(slot.storeKey().toString()), new byte[] {1, 2, 3});
        as(project, () -> images.finishUpload(slot, stored(slot)));

        as(project, () -> upload.abandon(slot, new IOException("the connection to the database was lost")));

        assertThat(status(project, image)).isEqualTo("active");
        assertThat(filesOf(image)).containsExactly(slot.storeKey().toString());
    }

    private static StoredImage stored(UploadSlot slot) {
        byte[] bytes = {1, 2, 3};
        return new StoredImage(slot.storeKey(), 3, hash("MD5", bytes), hash("SHA-512", bytes), Optional.empty());
    }

    @Test
    void theSweepRemovesWhatNobodyKnowsAndNothingElse() throws Throwable {
        String image = newActiveImage(project, new byte[] {1, 2, 3});
        var lost = new StoreKey(UUID.fromString(image), UUID.randomUUID());
        var young = new StoreKey(UUID.randomUUID(), UUID.randomUUID());
        Files.write(STORE.resolve("incoming").resolve(lost.toString()), new byte[] {9});
        Files.write(STORE.resolve("images").resolve(young.toString()), new byte[] {9});
        age(lost.imageId());

        keeper.sweep();

        assertThat(filesOf(image))
                .hasSize(1)
                .noneMatch(file -> file.endsWith(lost.uploadId().toString()));
        assertThat(filesOf(young.imageId().toString())).hasSize(1);
        Files.delete(STORE.resolve("images").resolve(young.toString()));
    }

    @Test
    void aTicketOpensItsImageAndNoOther() {
        byte[] bytes = {1, 2, 3};
        String image = newActiveImage(project, bytes);
        String other = newActiveImage(project, bytes);
        DownloadTicket ticket = as(project, () -> rpc().grantDownload(UUID.fromString(image)));

        assertThat(ticket.url()).endsWith("/v2/images/" + image + "/file");
        assertThat(withTicket(image, ticket.ticket()).asByteArray()).isEqualTo(bytes);
        assertThat(withTicket(other, ticket.ticket()).statusCode()).isEqualTo(401);
        assertThat(withTicket(image, ticket.ticket() + "x").statusCode()).isEqualTo(401);
        assertThat(withTicket(image, "nonsense").statusCode()).isEqualTo(401);
        clock.shift(Duration.ofMinutes(11));
        assertThat(withTicket(image, ticket.ticket()).statusCode()).isEqualTo(401);
    }

    @Test
    void otherServicesSeeAnImageAsTheUserOfTheContextDoes() {
        String image = newActiveImage(project, new byte[] {1, 2, 3});

        ImageInfo info = as(project, () -> rpc().getImage(UUID.fromString(image)));

        assertThat(info.status()).isEqualTo("active");
        assertThat(info.size()).contains(3L);
        assertThat(info.osHashValue()).contains(hash("SHA-512", new byte[] {1, 2, 3}));
        assertThatThrownBy(() -> as(newProject(), () -> rpc().getImage(UUID.fromString(image))))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.NOT_FOUND))
                .hasMessageContaining(image);
    }

    @Test
    void thereIsNoTicketForAnImageWithoutBytes() {
        String image = newImage(project);

        assertThatThrownBy(() -> as(project, () -> rpc().grantDownload(UUID.fromString(image))))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.CONFLICT));
    }

    private UUID snapshotOf(String server, String type) {
        UUID id = UUID.randomUUID();
        var wanted = new SnapshotImage(
                id, "snap", 1, 0, Map.of("image_type", type, "instance_uuid", server, "backup_type", "daily"));
        as(project, () -> rpc().createSnapshotImage(wanted));
        return id;
    }

    private Response bring(UUID image, byte[] bytes) {
        UploadTicket ticket = as(project, () -> rpc().grantUpload(image, "raw"));
        return bring(image, ticket.ticket(), bytes);
    }

    private static Response bring(UUID image, String ticket, byte[] bytes) {
        return given().header("X-Image-Ticket", ticket)
                .contentType("application/octet-stream")
                .body(bytes)
                .put("/v2/images/" + image + "/file");
    }

    @Test
    void aHostBringsTheBytesOfASnapshotWhichIsTheUsersImage() {
        byte[] bytes = {1, 2, 3};
        UUID image = snapshotOf("a server", "snapshot");

        assertThat(bring(image, bytes).statusCode()).isEqualTo(204);

        ImageInfo made = as(project, () -> rpc().getImage(image));
        assertThat(made.status()).isEqualTo("active");
        assertThat(made.owner()).contains(project);
        assertThat(made.visibility()).isEqualTo("private");
        assertThat(made.diskFormat()).contains("raw");
        assertThat(made.properties()).containsEntry("image_type", "snapshot");
        assertThat(made.osHashValue()).contains(hash("SHA-512", bytes));
    }

    @Test
    void aTicketToReadIsNoTicketToBringAndTheOtherWayRound() {
        String active = newActiveImage(project, new byte[] {1, 2, 3});
        String toRead =
                as(project, () -> rpc().grantDownload(UUID.fromString(active))).ticket();
        UUID queued = snapshotOf("a server", "snapshot");
        String toBring = as(project, () -> rpc().grantUpload(queued, "raw")).ticket();

        assertThat(bring(UUID.fromString(active), toRead, new byte[] {1}).statusCode())
                .isEqualTo(401);
        assertThat(withTicket(queued.toString(), toBring).statusCode()).isEqualTo(401);
        assertThat(bring(UUID.randomUUID(), toBring, new byte[] {1}).statusCode())
                .isEqualTo(401);
    }

    @Test
    void bytesAreBroughtOnce() {
        UUID image = snapshotOf("a server", "snapshot");
        String ticket = as(project, () -> rpc().grantUpload(image, "raw")).ticket();
        bring(image, ticket, new byte[] {1});

        assertThat(bring(image, ticket, new byte[] {2}).statusCode()).isEqualTo(409);
        assertThatThrownBy(() -> as(project, () -> rpc().grantUpload(image, "raw")))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.CONFLICT));
    }

    @Test
    void onlyAnUnfinishedImageIsDiscardedAndItsRecordDoesNotComeBack() {
        UUID finished = snapshotOf("a server", "snapshot");
        bring(finished, new byte[] {1});
        UUID unfinished = snapshotOf("a server", "snapshot");

        as(project, () -> rpc().discardUnfinished(finished));
        as(project, () -> rpc().discardUnfinished(unfinished));
        as(project, () -> rpc().discardUnfinished(UUID.randomUUID()));
        as(project, () -> rpc().createSnapshotImage(new SnapshotImage(unfinished, "snap", 0, 0, Map.of())));

        assertThat(as(project, () -> rpc().getImage(finished)).status()).isEqualTo("active");
        assertThatThrownBy(() -> as(project, () -> rpc().getImage(unfinished))).isInstanceOf(Fault.class);
    }

    @Test
    void theOldestBackupsOfAServerGo() {
        String server = UUID.randomUUID().toString();
        UUID old = snapshotOf(server, "backup");
        bring(old, new byte[] {1});
        clock.shift(Duration.ofMinutes(1));
        UUID young = snapshotOf(server, "backup");
        bring(young, new byte[] {1});
        UUID ofAnother = snapshotOf(UUID.randomUUID().toString(), "backup");
        bring(ofAnother, new byte[] {1});

        as(project, () -> rpc().rotateBackups(UUID.fromString(server), "daily", 1));

        assertThatThrownBy(() -> as(project, () -> rpc().getImage(old))).isInstanceOf(Fault.class);
        assertThat(as(project, () -> rpc().getImage(young)).status()).isEqualTo("active");
        assertThat(as(project, () -> rpc().getImage(ofAnother)).status()).isEqualTo("active");
    }

    private ValidatableResponse tryUpload(String image, byte[] bytes) {
        return member(project)
                .contentType("application/octet-stream")
                .body(bytes)
                .put("/v2/images/" + image + "/file")
                .then();
    }

    private static Response withTicket(String image, String ticket) {
        return given().header("X-Image-Ticket", ticket).get("/v2/images/" + image + "/file");
    }

    private ImageRpc rpc() {
        return bus.client(ImageRpc.class);
    }

    private static <T> T as(String project, Supplier<Uni<T>> work) {
        var caller = new RequestContext(
                RequestContext.newRequestId(),
                null,
                "user",
                "user",
                project,
                project,
                null,
                List.of("member", "reader"),
                Map.of());
        return CurrentContext.callAs(caller, () -> work.get().await().atMost(Duration.ofSeconds(20)));
    }

    private static List<String> filesOf(String image) {
        try (var files = Files.walk(STORE)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(image))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void age(UUID image) throws IOException {
        var longAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        for (String name : filesOf(image.toString())) {
            for (String folder : List.of("incoming", "images")) {
                Path file = STORE.resolve(folder).resolve(name);
                if (Files.exists(file)) {
                    Files.setLastModifiedTime(file, longAgo);
                }
            }
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String hash(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client that can break off in the middle of an upload. */
    private final class RawClient implements AutoCloseable {

        private final Socket socket = new Socket(service.getHost(), service.getPort());

        RawClient(String image, String header) throws IOException {
            socket.setSoTimeout(20_000);
            send("PUT /v2/images/" + image + "/file HTTP/1.1\r\nHost: image\r\nAccept: application/json\r\n"
                    + "X-Auth-Token: " + TestTokens.member(project)
                    + "\r\nContent-Type: application/octet-stream\r\n" + header + "\r\n\r\n");
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        String answer() throws IOException {
            byte[] bytes = new byte[64 * 1024];
            int read = socket.getInputStream().read(bytes);
            return read < 0 ? "" : new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
