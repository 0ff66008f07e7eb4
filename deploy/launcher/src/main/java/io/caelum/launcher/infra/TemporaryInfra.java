package io.caelum.launcher.infra;

import io.caelum.launcher.process.Interruption;
import io.caelum.launcher.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Servers for tests: in a temporary folder, on free ports, quick rather than safe, gone after {@link #close}. They are
 * started when first asked for.
 */
public final class TemporaryInfra implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(180);

    private final Path folder;
    private final Deque<InfraServer> started = new ConcurrentLinkedDeque<>();
    private final Interruption.Undo undo = Interruption.undo(this::stopAll);
    private PostgresServer postgres;
    private RabbitMqServer rabbitMq;
    private KeycloakServer keycloak;

    public TemporaryInfra() {
        try {
            // The user postgres must be able to pass through
            folder = Files.createTempDirectory("caelum-test-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized PostgresServer postgres() {
        if (postgres == null) {
            postgres = started(new PostgresServer(new PostgresServer.Settings(
                    folder.resolve("postgres"),
                    folder.resolve("postgres.log"),
                    folder.resolve("run"),
                    Ports.free(),
                    "caelum",
                    false)));
        }
        return postgres;
    }

    public synchronized RabbitMqServer rabbitMq() {
        if (rabbitMq == null) {
            rabbitMq = started(new RabbitMqServer(new RabbitMqServer.Settings(
                    folder.resolve("rabbitmq"),
                    folder.resolve("rabbitmq.log"),
                    folder.resolve("run"),
                    "caelum-test-" + ProcessHandle.current().pid(),
                    new RabbitMqServer.Access("caelum", "caelum"),
                    "caelum",
                    RabbitMqServer.Numbers.free())));
        }
        return rabbitMq;
    }

    /**
     * @param database an empty one, or one that Keycloak filled before
     * @param realms imported at start
     */
    public synchronized KeycloakServer keycloak(KeycloakServer.Database database, String password, List<Realm> realms) {
        if (keycloak == null) {
            var javaHome = Path.of(System.getProperty("java.home"));
            var log = folder.resolve("keycloak.log");
            keycloak = started(new KeycloakServer(
                    new KeycloakServer.Settings(
                            folder.resolve("keycloak"),
                            log,
                            folder.resolve("run"),
                            new KeycloakDistribution(CacheFolder.path(), javaHome).prepared(log),
                            javaHome,
                            Ports.free(),
                            Ports.free(),
                            Purpose.WORK),
                    database,
                    password,
                    realms));
        }
        return keycloak;
    }

    /** A name that no other test uses. */
    public static String freshName(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    private <T extends InfraServer> T started(T server) {
        started.push(server);
        server.start();
        server.awaitReady(BOUND);
        return server;
    }

    @Override
    public void close() {
        Interruption.stopHereIfBegun();
        stopAll();
        undo.close();
    }

    /** Without a lock: an interruption does not wait until a server is ready. */
    private void stopAll() {
        for (var server = started.poll(); server != null; server = started.poll()) {
            server.stop();
        }
        ServerFiles.deleteTree(folder);
    }
}
