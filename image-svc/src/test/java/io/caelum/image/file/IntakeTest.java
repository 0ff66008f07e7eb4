package io.caelum.image.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.caelum.image.file.Intake.Received;
import io.caelum.image.format.ContainerFormat;
import io.caelum.image.format.DiskFormat;
import io.caelum.image.image.UploadSlot;
import io.caelum.image.policy.ImageLimits;
import io.caelum.image.store.ImageStore;
import io.caelum.platform.fault.Fault;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way from the socket to a store that is slow, or broken. */
class IntakeTest {

    private static final int MIB = 1024 * 1024;
    /** Blocks of the intake, and what the kernel keeps for both ends of a loopback connection. */
    private static final long MOST_IN_FLIGHT = 32L * MIB;

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final CompletableFuture<Received> received = new CompletableFuture<>();
    private final AtomicLong sent = new AtomicLong();
    private final SlowStore store = new SlowStore();
    private int port;

    @BeforeEach
    void listen() throws Exception {
        port = vertx.createHttpServer()
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
    }

    @AfterEach
    void close() throws Exception {
        store.pace.release(1_000_000);
        vertx.close().toCompletionStage().toCompletableFuture().get();
        pool.shutdown();
    }

    private void receive(HttpServerRequest request) {
        request.pause();
        var slot = new UploadSlot(UUID.randomUUID(), UUID.randomUUID(), DiskFormat.RAW, ContainerFormat.BARE);
        var unused = new Intake(request, pool, new Limits())
                .into(slot, store)
                .subscribe()
                .with(received::complete, received::completeExceptionally);
    }

    @Test
    void aStoreThatDoesNotMoveStopsTheClient() throws Exception {
        int whole = 256 * MIB;
        try (var socket = put(whole)) {
            Thread sender = Thread.startVirtualThread(() -> send(socket, whole));

            long stalled = awaitStall();
            assertThat(stalled).isGreaterThan(Block.SIZE).isLessThan(MOST_IN_FLIGHT);
            store.pace.release(1_000_000);
            assertThat(received.get(60, TimeUnit.SECONDS).size()).isEqualTo(whole);
            sender.join();
        }
        assertThat(store.written.get()).isEqualTo(whole);
        assertThat(store.discarded).isFalse();
    }

    @Test
    void aStoreThatBreaksEndsTheUploadAndIsToldToDiscard() throws Exception {
        store.breaks = true;
        store.pace.release(1_000_000);
        try (var socket = put(8 * MIB)) {
            send(socket, 8 * MIB);

            assertThatThrownBy(() -> received.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("broken disk");
        }
        assertThat(store.discarded).isTrue();
    }

    @Test
    void aClientThatGoesAwayWhileTheStoreIsSlowLeavesNothing() throws Exception {
        try (var socket = put(8 * MIB)) {
            send(socket, 2 * MIB);
            await().until(() -> store.waiting);
        }
        await().pollDelay(200, TimeUnit.MILLISECONDS).until(() -> !store.discarded);
        store.pace.release(1_000_000);

        assertThatThrownBy(() -> received.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(store.discarded).isTrue();
    }

    @Test
    void moreThanTheLimitIsRefused() throws Exception {
        store.pace.release(1_000_000);
        try (var socket = put((int) Limits.BYTES + 1)) {
            send(socket, (int) Limits.BYTES + 1);

            assertThatThrownBy(() -> received.get(60, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.status()).isEqualTo(413));
        }
        assertThat(store.discarded).isTrue();
    }

    private Socket put(int length) throws IOException {
        var socket = new Socket("127.0.0.1", port);
        socket.getOutputStream()
                .write(("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void send(Socket socket, int length) {
        byte[] piece = new byte[64 * 1024];
        try {
            for (int left = length; left > 0; left -= piece.length) {
                socket.getOutputStream().write(piece, 0, Math.min(left, piece.length));
                sent.addAndGet(Math.min(left, piece.length));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How much the client got rid of until it could send no more. */
    private long awaitStall() {
        var before = new AtomicLong(-1);
        await().atMost(30, TimeUnit.SECONDS)
                .pollInterval(1, TimeUnit.SECONDS)
                .until(() -> sent.get() > 0 && before.getAndSet(sent.get()) == sent.get());
        return sent.get();
    }

    private static final class Limits implements ImageLimits {

        static final long BYTES = 256L * MIB;

        @Override
        public long bytes() {
            return BYTES;
        }

        @Override
        public long virtualBytes() {
            return Long.MAX_VALUE;
        }

        @Override
        public int properties() {
            return 1;
        }

        @Override
        public int tags() {
            return 1;
        }

        @Override
        public int members() {
            return 1;
        }
    }

    /** Writes only as often as the test allows. */
    private static final class SlowStore implements ImageStore.Incoming {

        final Semaphore pace = new Semaphore(0);
        final AtomicLong written = new AtomicLong();
        volatile boolean waiting;
        volatile boolean breaks;
        volatile boolean discarded;

        @Override
        public void write(byte[] bytes, int length) throws IOException {
            waiting = true;
            pace.acquireUninterruptibly();
            if (breaks) {
                throw new IOException("broken disk");
            }
            written.addAndGet(length);
        }

        @Override
        public void keep() {}

        @Override
        public void discard() {
            discarded = true;
        }
    }
}
