package io.caelum.compute.worker.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a console that says everything back. */
class ConsoleSocketTest {

    private final Vertx vertx = Vertx.vertx();
    private final ConsoleTickets tickets = new ConsoleTickets(Clock.systemUTC());

    @TempDir
    Path folder;

    private Path console;
    private ServerSocketChannel guest;
    private HttpServer host;

    @BeforeEach
    void start() throws Exception {
        console = folder.resolve("console.sock");
        guest = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(console));
        Thread.ofVirtual().start(this::echo);
        Router router = Router.router(vertx);
        new ConsoleSocket(tickets).install(router);
        host = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        guest.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void bytesPassInBothDirections() throws Exception {
        WebSocket socket = connect(tickets.issue(console));
        Buffer heard = hear(socket);
        socket.writeBinaryMessage(Buffer.buffer("login: "))
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        await().untilAsserted(() -> assertThat(heard.toString()).isEqualTo("login: "));
    }

    @Test
    void muchMoreThanTheGuestTakesAtOnceArrivesWholeAndInOrder() throws Exception {
        WebSocket socket = connect(tickets.issue(console));
        Buffer heard = hear(socket);
        Buffer sent = Buffer.buffer();
        for (int i = 0; i < 2_000; i++) {
            Buffer line = Buffer.buffer("%06d".formatted(i).repeat(100));
            sent.appendBuffer(line);
            socket.writeBinaryMessage(line);
        }
        await().atMost(60, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(heard.length()).isEqualTo(sent.length()));
        assertThat(heard).isEqualTo(sent);
    }

    @Test
    void whenTheGuestIsGoneTheConnectionEnds() throws Exception {
        WebSocket socket = connect(tickets.issue(folder.resolve("nobody.sock")));
        await().until(socket::isClosed);
    }

    @Test
    void nobodyConnectsWithoutATicket() {
        assertThatThrownBy(() -> connect("guessed")).hasCauseInstanceOf(UpgradeRejectedException.class);
    }

    private WebSocket connect(String ticket) throws Exception {
        var options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(host.actualPort())
                .setURI(ConsoleSocket.PATH)
                .addHeader(ConsoleSocket.TICKET, ticket);
        return vertx.createWebSocketClient()
                .connect(options)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private static Buffer hear(WebSocket socket) {
        Buffer heard = Buffer.buffer();
        socket.binaryMessageHandler(heard::appendBuffer);
        return heard;
    }

    private void echo() {
        try (SocketChannel caller = guest.accept()) {
            var bytes = ByteBuffer.allocate(4096);
            while (caller.read(bytes) >= 0) {
                bytes.flip();
                while (bytes.hasRemaining()) {
                    caller.write(bytes);
                }
                bytes.clear();
            }
        } catch (IOException closed) {
            // the test is over
        }
    }
}
