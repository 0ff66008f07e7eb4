package io.caelum.identity;

import io.caelum.testkit.TestKeycloak;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A fresh realm of the real Keycloak, behind a wire that tests may cut, and the passwords of the first users. */
public class WithCuttableKeycloak implements QuarkusTestResourceLifecycleManager {

    static final String ADMIN_PASSWORD = "the admin's password";
    static final String DEMO_PASSWORD = "the demo user's password";

    private static volatile WithCuttableKeycloak current;

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private TestKeycloak.FreshRealm fresh;
    private ServerSocket server;
    private volatile boolean cut;

    @Override
    public Map<String, String> start() {
        fresh = TestKeycloak.freshRealm();
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        current = this;
        Thread.ofVirtual().start(this::accept);
        return Map.of(
                "caelum.keycloak.url",
                "http://127.0.0.1:" + server.getLocalPort(),
                "caelum.keycloak.realm",
                fresh.realm().name(),
                "caelum.keycloak.client-secret",
                fresh.realm().clientSecret(),
                "caelum.bootstrap.admin-password",
                ADMIN_PASSWORD,
                "caelum.bootstrap.demo-password",
                DEMO_PASSWORD,
                "caelum.bootstrap.service-password",
                "the services' password");
    }

    @Override
    public void stop() {
        if (fresh != null) {
            fresh.close();
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void cut() {
        current.cut = true;
        current.open.forEach(WithCuttableKeycloak::close);
    }

    static void mend() {
        current.cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (cut) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // closed: the test is over
            }
        }
    }

    private void connect(Socket client) throws IOException {
        URI keycloak = URI.create(fresh.url());
        Socket upstream = new Socket(keycloak.getHost(), keycloak.getPort());
        open.add(client);
        open.add(upstream);
        Thread.ofVirtual().start(() -> copy(client, upstream));
        Thread.ofVirtual().start(() -> copy(upstream, client));
    }

    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one side hung up: the other follows
        }
        close(from);
        close(to);
        open.remove(from);
        open.remove(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
