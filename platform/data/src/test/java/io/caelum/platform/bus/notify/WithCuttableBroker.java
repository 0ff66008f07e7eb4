package io.caelum.platform.bus.notify;

import io.caelum.testkit.TestRabbitMq;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A broker behind a wire that tests may cut. */
public class WithCuttableBroker implements QuarkusTestResourceLifecycleManager {

    private static volatile WithCuttableBroker current;

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private TestRabbitMq.Vhost vhost;
    private ServerSocket server;
    private volatile boolean cut;

    @Override
    public Map<String, String> start() {
        vhost = TestRabbitMq.freshVhost();
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        current = this;
        Thread.ofVirtual().start(this::accept);
        return Map.of(
                "caelum.bus.url",
                "rabbit://%s:%s@127.0.0.1:%d/%s"
                        .formatted(vhost.user(), vhost.password(), server.getLocalPort(), vhost.name()));
    }

    @Override
    public void stop() {
        cutNow();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        vhost.close();
    }

    TestRabbitMq.Vhost vhost() {
        return vhost;
    }

    static WithCuttableBroker get() {
        return current;
    }

    void cutNow() {
        cut = true;
        open.forEach(WithCuttableBroker::close);
    }

    void heal() {
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                if (cut) {
                    caller.close();
                } else {
                    connect(caller);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket caller) throws IOException {
        var broker = new Socket(vhost.host(), vhost.port());
        open.add(caller);
        open.add(broker);
        Thread.ofVirtual().start(() -> pump(caller, broker));
        Thread.ofVirtual().start(() -> pump(broker, caller));
    }

    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // cut, or closed by either side
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
