package io.caelum.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.platform.contract.compute.ConsoleConnection;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A browser, and a host whose console says everything back. */
class ConsoleSessionTest {

    private static final String TOKEN = "good";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicReference<String> ticket = new AtomicReference<>();
    private HttpServer host;
    private HttpServer gateway;

    @BeforeEach
    void start() throws Exception {
        host = get(vertx.createHttpServer()
                .requestHandler(asWebSocket(socket -> {
                    ticket.set(socket.headers().get("X-Console-Ticket"));
                    socket.writeBinaryMessage(Buffer.buffer("hello "));
                    socket.binaryMessageHandler(socket::writeBinaryMessage);
                }))
                .listen(0, "127.0.0.1"));
        var client = vertx.createWebSocketClient();
        gateway = get(vertx.createHttpServer()
                .requestHandler(asWebSocket(socket -> {
                    open.incrementAndGet();
                    new ConsoleSession(socket, client, this::connection, vertx, open::decrementAndGet).begin();
                }))
                .listen(0, "127.0.0.1"));
    }

    /** As the gateway's router does it. */
    private static Handler<HttpServerRequest> asWebSocket(Handler<ServerWebSocket> handler) {
        return request -> request.toWebSocket().onSuccess(handler);
    }

    private Uni<ConsoleConnection> connection(String token) {
        return token.equals(TOKEN)
                ? Uni.createFrom()
                        .item(new ConsoleConnection("serial", "ws://127.0.0.1:" + host.actualPort() + "/console", "t1"))
                : Uni.createFrom().failure(Fault.notFound("The console token is unknown or too old."));
    }

    @AfterEach
    void stop() throws Exception {
        get(vertx.close());
    }

    @Test
    void afterTheTokenBytesPassInBothDirections() throws Exception {
        WebSocket browser = browser();
        Buffer heard = Buffer.buffer();
        browser.binaryMessageHandler(heard::appendBuffer);
        get(browser.writeTextMessage(TOKEN));
        get(browser.writeBinaryMessage(Buffer.buffer("ls\n")));
        await().untilAsserted(() -> assertThat(heard.toString()).isEqualTo("hello ls\n"));
        assertThat(ticket.get()).isEqualTo("t1");
    }

    @Test
    void anUnknownTokenIsRefusedWithTheReason() throws Exception {
        WebSocket browser = browser();
        var closed = closing(browser);
        get(browser.writeTextMessage("guessed"));
        await().until(closed::get);
        assertThat(browser.closeStatusCode()).isEqualTo((short) 4403);
        assertThat(browser.closeReason()).contains("unknown or too old");
    }

    @Test
    void whenTheHostIsAwayItIsSaid() throws Exception {
        get(host.close());
        WebSocket browser = browser();
        var closed = closing(browser);
        get(browser.writeTextMessage(TOKEN));
        await().until(closed::get);
        assertThat(browser.closeStatusCode()).isEqualTo((short) 4502);
    }

    @Test
    void aSessionThatEndsIsCountedNoMore() throws Exception {
        WebSocket browser = browser();
        get(browser.writeTextMessage(TOKEN));
        assertThat(open).hasValue(1);
        get(browser.close());
        await().until(() -> open.get() == 0);
    }

    private WebSocket browser() throws Exception {
        return get(vertx.createWebSocketClient().connect(gateway.actualPort(), "127.0.0.1", "/"));
    }

    private static AtomicBoolean closing(WebSocket socket) {
        var closed = new AtomicBoolean();
        socket.closeHandler(end -> closed.set(true));
        return closed;
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
