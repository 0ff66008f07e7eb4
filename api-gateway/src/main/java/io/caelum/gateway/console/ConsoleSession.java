package io.caelum.gateway.console;

import io.caelum.platform.contract.compute.ConsoleConnection;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One open console: first the token, then bytes in both directions until one side closes. */
final class ConsoleSession {

    private static final Logger LOG = Logger.getLogger(ConsoleSession.class);
    private static final Duration TOKEN_WITHIN = Duration.ofSeconds(10);
    /** Of those that applications may choose (RFC 6455, 7.4.2): it is not the connection that failed. */
    private static final short REFUSED = 4403;

    private static final short UNREACHABLE = 4502;

    private final ServerWebSocket browser;
    private final WebSocketClient client;
    private final Function<String, Uni<ConsoleConnection>> tokens;
    private final Vertx vertx;

    /** @param tokens what a token opens; fails with a Fault */
    ConsoleSession(
            ServerWebSocket browser,
            WebSocketClient client,
            Function<String, Uni<ConsoleConnection>> tokens,
            Vertx vertx,
            Runnable atEnd) {
        this.browser = browser;
        this.client = client;
        this.tokens = tokens;
        this.vertx = vertx;
        browser.closeHandler(closed -> atEnd.run());
    }

    void begin() {
        long timer = vertx.setTimer(
                TOKEN_WITHIN.toMillis(), late -> browser.close(REFUSED, "No token came with the first message."));
        browser.textMessageHandler(token -> {
            if (vertx.cancelTimer(timer)) {
                browser.textMessageHandler(null);
                browser.pause();
                tokens.apply(token).subscribe().with(this::connect, this::refuse);
            }
        });
    }

    private void connect(ConsoleConnection console) {
        var options = new WebSocketConnectOptions().addHeader("X-Console-Ticket", console.ticket());
        try {
            options.setAbsoluteURI(console.url());
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        ClientWebSocket guest = client.webSocket();
        // before it is connected: a screen says its first word at once
        guest.handler(bytes -> show(bytes, guest));
        guest.closeHandler(closed -> browser.close());
        guest.connect(options).onSuccess(this::join).onFailure(this::fail);
    }

    private void show(Buffer bytes, WebSocket guest) {
        if (browser.isClosed()) {
            guest.close();
            return;
        }
        browser.write(bytes);
        if (browser.writeQueueFull()) {
            guest.pause();
            browser.drainHandler(drained -> guest.resume());
        }
    }

    private void join(WebSocket guest) {
        if (browser.isClosed()) {
            guest.close();
            return;
        }
        browser.pipeTo(guest);
        browser.resume();
    }

    private void refuse(Throwable failure) {
        if (failure instanceof Fault fault) {
            browser.close(REFUSED, shortened(fault.getMessage()));
        } else {
            fail(failure);
        }
    }

    private void fail(Throwable failure) {
        LOG.warnf("a console cannot be opened: error=%s", failure.getMessage());
        browser.close(UNREACHABLE, "The guest's host does not answer.");
    }

    /** A close frame has room for 123 bytes of reason. */
    private static String shortened(String reason) {
        return reason.length() <= 100 ? reason : reason.substring(0, 97) + "...";
    }
}
