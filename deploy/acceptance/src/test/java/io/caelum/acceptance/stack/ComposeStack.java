package io.caelum.acceptance.stack;

import static org.awaitility.Awaitility.await;

import io.caelum.launcher.cloud.CloudUser;
import io.caelum.launcher.home.Checkout;
import io.caelum.launcher.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Caelum in containers, from {@code deploy/compose}, for a while: with an engine of its own if there is none, images
 * that are built here, settings and ports of its own, and nothing left of it afterwards but the images.
 */
public final class ComposeStack implements Cloud, AutoCloseable {

    private static final Duration BOUND = Duration.ofMinutes(15);
    private static final Duration SHORT = Duration.ofMinutes(2);

    private final Path checkout = Checkout.current().root();
    private final Path folder;
    private final Path settings;
    private final List<String> compose;
    private final String project;
    private final int port = Ports.free();

    private ComposeStack(Path folder) {
        this.folder = folder;
        this.settings = folder.resolve("settings.env");
        this.project = folder.getFileName().toString();
        this.compose = composeCommand();
    }

    public static ComposeStack start() {
        try {
            Path folder = Files.createTempDirectory("caelum-compose-");
            engine("up", folder);
            var stack = new ComposeStack(folder);
            try {
                stack.up();
                return stack;
            } catch (RuntimeException | AssertionError e) {
                stack.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void engine(String command, Path folder) {
        Program.run(
                        BOUND,
                        Map.of(),
                        List.of(
                                Checkout.current()
                                        .module("deploy/images/engine")
                                        .toString(),
                                command,
                                folder.toString()))
                .orThrow();
    }

    private static List<String> composeCommand() {
        boolean isPlugin = Program.run(SHORT, Map.of(), List.of("docker", "compose", "version"))
                        .status()
                == 0;
        return isPlugin ? List.of("docker", "compose") : List.of("docker-compose");
    }

    private void up() throws IOException {
        int keycloak = Ports.free();
        Files.writeString(settings, """
                COMPOSE_PROJECT_NAME=%s
                CAELUM_TAG=test
                CAELUM_PORT=%d
                CAELUM_PUBLIC_URL=%s
                KEYCLOAK_PORT=%d
                KEYCLOAK_PUBLIC_URL=http://127.0.0.1:%d
                """.formatted(project, port, gateway(), keycloak, keycloak));
        var environment = Map.of("CAELUM_ENV_FILE", settings.toString(), "CAELUM_TAG", "test");
        Program.run(SHORT, environment, List.of(path("deploy/compose/init"), "--no-images"))
                .orThrow();
        Program.run(BOUND, environment, List.of(path("deploy/images/build"), "--offline", "--no-jars"))
                .orThrow();
        scale(Map.of());
        awaitLogIn();
    }

    private String path(String inCheckout) {
        return checkout.resolve(inCheckout).toString();
    }

    /** Brings up what is not, with so many instances of these services, and of the others as many as usual. */
    public void scale(Map<String, Integer> instances) {
        var arguments = new ArrayList<>(List.of("up", "-d", "--no-build"));
        new TreeMap<>(instances)
                .forEach((service, count) -> arguments.addAll(List.of("--scale", service + "=" + count)));
        compose(BOUND, arguments.toArray(String[]::new)).orThrow();
    }

    private Program.Result compose(Duration bound, String... arguments) {
        var command = new ArrayList<>(compose);
        command.addAll(List.of("--ansi", "never", "-p", project, "--env-file", settings.toString()));
        command.addAll(List.of("-f", path("deploy/compose/compose.yaml")));
        command.addAll(List.of(arguments));
        // with many containers on a busy machine, the engine takes its time to answer
        return Program.run(bound, Map.of("COMPOSE_HTTP_TIMEOUT", "300"), command);
    }

    /** The gateway's own readiness says nothing of the services' first log-in. */
    private void awaitLogIn() {
        await("log-in")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> Api.anonymous(gateway())
                                .post("/identity/v3/auth/tokens", Api.login("demo", password(CloudUser.DEMO), "demo"))
                                .status()
                        == 201);
    }

    @Override
    public String gateway() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public OpenStack client(CloudUser user) {
        return new OpenStack(environment(user));
    }

    @Override
    public Api api(CloudUser user) {
        return Api.logIn(gateway(), user.userName(), password(user));
    }

    @Override
    public Map<String, String> environment(CloudUser user) {
        return user.environment(gateway(), password(user));
    }

    private String password(CloudUser user) {
        return setting("CAELUM_" + user.name() + "_PASSWORD");
    }

    private String setting(String name) {
        try (var lines = Files.lines(settings)) {
            return lines.filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ids of the running containers of a service. */
    public List<String> containers(String service) {
        return docker(
                        "ps",
                        "-q",
                        "--filter",
                        "label=com.docker.compose.project=" + project,
                        "--filter",
                        "label=com.docker.compose.service=" + service)
                .lines()
                .toList();
    }

    /** Ids of all running containers. */
    public List<String> containers() {
        return docker("ps", "-q", "--filter", "label=com.docker.compose.project=" + project)
                .lines()
                .toList();
    }

    /** Ends a container without warning. */
    public void kill(String container) {
        docker("kill", container);
    }

    /** Ids of all containers, those included that have ended. */
    public List<String> allContainers() {
        return docker("ps", "-aq", "--filter", "label=com.docker.compose.project=" + project)
                .lines()
                .toList();
    }

    /** What the engine says about a container, by a template of its own. */
    public String inspect(String container, String template) {
        return docker("inspect", "--format", template, container).strip();
    }

    /** Whether a process in the container can open a connection there, within this time. */
    public boolean reaches(String container, String host, int port, Duration patience) {
        return Program.run(
                                SHORT,
                                Map.of(),
                                List.of(
                                        "docker",
                                        "exec",
                                        container,
                                        "timeout",
                                        String.valueOf(patience.toSeconds()),
                                        "bash",
                                        "-c",
                                        "exec 3<>/dev/tcp/" + host + "/" + port))
                        .status()
                == 0;
    }

    /** Host of each guest: {@code compute-1/<server>}. */
    public List<String> guests() {
        var worker = containers("compute-worker").getFirst();
        return docker(
                        "exec",
                        worker,
                        "bash",
                        "-c",
                        "cd /var/lib/caelum && shopt -s nullglob && for f in */guests/*.json; do echo $f; done")
                .lines()
                .map(file -> file.replace("/guests/", "/").replace(".json", ""))
                .toList();
    }

    @Override
    public Optional<String> hostOfGuest(String server) {
        return guests().stream()
                .filter(guest -> guest.endsWith("/" + server))
                .map(guest -> guest.substring(0, guest.indexOf('/')))
                .findFirst();
    }

    private static String docker(String... arguments) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return Program.run(SHORT, Map.of(), command).orThrow();
    }

    /** Stops and removes all; what was logged stays in {@code target} for whoever has to find out. */
    @Override
    public void close() {
        try {
            Path log = Files.createDirectories(checkout.resolve("deploy/acceptance/target"))
                    .resolve("compose.log");
            Files.writeString(
                    log, compose(SHORT, "logs", "--no-color", "--tail=400").output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            compose(BOUND, "down", "-v", "--timeout", "10");
            engine("down", folder);
            settings.toFile().delete();
        }
    }
}
