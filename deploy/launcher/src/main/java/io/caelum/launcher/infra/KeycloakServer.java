package io.caelum.launcher.infra;

import io.caelum.launcher.process.Daemon;
import io.caelum.launcher.process.Launch;
import io.caelum.launcher.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keycloak in production mode on PostgreSQL, from a prepared {@link KeycloakDistribution} that many can share: an own
 * home holds the configuration. Java is started directly: the start script insists on a collector which costs twice the
 * memory.
 */
public final class KeycloakServer implements InfraServer {

    private static final List<String> JVM = List.of(
            "-Xms64m",
            "-Xmx320m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:MaxMetaspaceSize=256m",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                    + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dpicocli.disable.closures=true",
            "-Dquarkus-log-max-startup-records=10000");

    /**
     * @param home folder of this instance
     * @param log file for the server's output
     * @param run folder for the pid file
     * @param distribution from {@link KeycloakDistribution#prepared}
     */
    public record Settings(
            Path home,
            Path log,
            Path run,
            Path distribution,
            Path javaHome,
            int port,
            int managementPort,
            Purpose purpose) {}

    /** Where Keycloak keeps its rows. */
    public record Database(String jdbcUrl, String user, String password) {
        @Override
        public String toString() {
            return jdbcUrl;
        }
    }

    public static final String ADMIN = "caelum-bootstrap";

    private final Settings settings;
    private final Database database;
    private final String adminPassword;
    private final List<Realm> realms;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /**
     * @param adminPassword of {@link #ADMIN} in the master realm; takes effect at the first start on an empty database
     * @param realms imported at start, where they are not there yet
     */
    public KeycloakServer(Settings settings, Database database, String adminPassword, List<Realm> realms) {
        this.settings = settings;
        this.database = database;
        this.adminPassword = adminPassword;
        this.realms = List.copyOf(realms);
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public void start() {
        if (isAlive()) {
            return;
        }
        furnish();
        var command = new ArrayList<String>();
        command.add(settings.javaHome().resolve("bin/java").toString());
        command.addAll(JVM);
        command.addAll(settings.purpose().options(new AotCache("keycloak", settings.distribution())));
        command.add("-Dkc.home.dir=" + settings.home());
        command.add("-Djboss.server.config.dir=" + settings.home().resolve("conf"));
        command.addAll(List.of(
                "-cp",
                KeycloakClassPath.of(settings.distribution()),
                "org.keycloak.quarkus.runtime.KeycloakMain",
                "start",
                "--optimized"));
        if (!realms.isEmpty()) {
            command.add("--import-realm");
        }
        Daemon.start(new Launch(
                name(),
                command,
                settings.purpose()
                        .environment(Map.of(
                                "KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN, "KC_BOOTSTRAP_ADMIN_PASSWORD", adminPassword)),
                settings.home(),
                settings.log(),
                pidFile()));
    }

    @Override
    public boolean isReady() {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + settings.managementPort() + "/health/ready"))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean isAlive() {
        return Daemon.find(name(), pidFile()).isPresent();
    }

    @Override
    public void stop() {
        Daemon.find(name(), pidFile())
                .ifPresent(daemon -> daemon.stop(Signal.TERM, settings.purpose().stopBound()));
    }

    public String url() {
        return "http://127.0.0.1:" + settings.port();
    }

    /** Adds to its realms what they lack because an older version imported them; tells what. It has to be ready. */
    public List<String> mendRealms() {
        return realms.stream()
                .flatMap(realm -> RealmMend.run(url(), ADMIN, adminPassword, realm).stream())
                .toList();
    }

    private void furnish() {
        var home = settings.home();
        ServerFiles.directory(home.resolve("providers"));
        linkLibraries(home.resolve("lib"));
        ServerFiles.writeSecret(home.resolve("conf/keycloak.conf"), """
                # written at each start by deploy/stack
                db-url=%s
                db-username=%s
                db-password=%s
                db-pool-initial-size=1
                db-pool-min-size=1
                db-pool-max-size=10
                http-enabled=true
                http-host=127.0.0.1
                http-port=%d
                http-management-host=127.0.0.1
                http-management-port=%d
                hostname-strict=false
                cache=local
                # else two log-ins of one user at the same moment: the second is told that the user is disabled
                spi-brute-force-protector--default-brute-force-detector--allow-concurrent-requests=true
                """.formatted(
                database.jdbcUrl(), database.user(), database.password(), settings.port(), settings.managementPort()));
        for (var realm : realms) {
            ServerFiles.writeSecret(home.resolve("data/import/" + realm.name() + "-realm.json"), realm.json());
        }
    }

    /** Keycloak takes a home in which it finds no built libraries for one that was never built, and refuses to start. */
    private void linkLibraries(Path link) {
        try {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, settings.distribution().resolve("lib"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot link Keycloak's libraries to " + link, e);
        }
    }

    private Path pidFile() {
        return settings.run().resolve("keycloak.pid");
    }

    @Override
    public String toString() {
        return settings.log().toString();
    }
}
