package io.caelum.launcher.infra;

import io.caelum.launcher.process.Daemon;
import io.caelum.launcher.process.Launch;
import io.caelum.launcher.process.Patience;
import io.caelum.launcher.process.Ports;
import io.caelum.launcher.process.Shell;
import io.caelum.launcher.process.Signal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * RabbitMQ with a node of its own: own name, data, cookie and port mapper (epmd). A node started the usual way shares one
 * port mapper with everybody on the machine and leaves it behind; ours listens on its own port and is stopped with the
 * node. The broker's script is called directly, since the one on the PATH changes to the user {@code rabbitmq}.
 */
public final class RabbitMqServer implements InfraServer {

    private static final Path PROGRAMS = Path.of("/usr/lib/rabbitmq/bin");
    private static final Duration STOP_BOUND = Duration.ofSeconds(30);
    private static final Duration DEFINE_BOUND = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * @param home folder for data, configuration and cookie; the names in it hold the node name, so it stays
     * @param log file for the server's output
     * @param run folder for the pid files
     * @param node name before the {@code @localhost}
     * @param virtualHost made at the first start, with all rights for the user
     */
    public record Settings(
            Path home, Path log, Path run, String node, Access access, String virtualHost, Numbers ports) {}

    public record Access(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** All on 127.0.0.1. */
    public record Numbers(int amqp, int management, int distribution, int portMapper) {
        public static Numbers free() {
            return new Numbers(Ports.free(), Ports.free(), Ports.free(), Ports.free());
        }
    }

    private final Settings settings;

    public RabbitMqServer(Settings settings) {
        this.settings = settings;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAMS.resolve("rabbitmq-server"));
    }

    @Override
    public String name() {
        return "rabbitmq";
    }

    @Override
    public void start() {
        if (isAlive()) {
            return;
        }
        configure();
        startPortMapper();
        Daemon.start(new Launch(
                name(),
                List.of(PROGRAMS.resolve("rabbitmq-server").toString()),
                environment(),
                settings.home(),
                settings.log(),
                pidFile()));
    }

    @Override
    public boolean isReady() {
        return Ports.answers(settings.ports().amqp())
                && Ports.answers(settings.ports().management());
    }

    @Override
    public boolean isAlive() {
        return Daemon.find(name(), pidFile()).isPresent();
    }

    @Override
    public void stop() {
        Daemon.find(name(), pidFile()).ifPresent(daemon -> daemon.stop(Signal.TERM, STOP_BOUND));
        Daemon.find("epmd", portMapperPidFile()).ifPresent(daemon -> daemon.stop(Signal.TERM, Duration.ofSeconds(5)));
    }

    /** Runs {@code rabbitmqctl} against this node. */
    public String control(List<String> arguments) {
        var command = new java.util.ArrayList<>(
                List.of(PROGRAMS.resolve("rabbitmqctl").toString(), "--quiet"));
        command.addAll(arguments);
        return Shell.run(command, environment(), "").orThrow();
    }

    /** Merges these definitions, of policies for instance, into those that the broker has. */
    public void define(String definitions) {
        var login = settings.access().user() + ":" + settings.access().password();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/definitions"
                        .formatted(settings.ports().management())))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(definitions))
                .build();
        var said = new AtomicReference<String>();
        // the API answers a little before it can be written to
        if (!Patience.until(DEFINE_BOUND, () -> isTaken(request, said))) {
            throw new IllegalStateException(
                    "RabbitMQ does not take its definitions: %s; see %s".formatted(said.get(), this));
        }
    }

    private static boolean isTaken(HttpRequest request, AtomicReference<String> said) {
        try {
            var response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            said.set(response.statusCode() + " " + response.body());
            return response.statusCode() < 300;
        } catch (IOException notYet) {
            said.set(notYet.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Throws away all that a stopped node has kept: queues, messages, users, definitions. */
    public void forget() {
        ServerFiles.deleteTree(settings.home().resolve("mnesia"));
    }

    public int port() {
        return settings.ports().amqp();
    }

    /** {@code amqp://user:password@host:port}, without a virtual host. */
    public String endpoint() {
        return "amqp://" + credentials() + settings.ports().amqp();
    }

    /** {@code http://user:password@host:port} of the management API. */
    public String management() {
        return "http://" + credentials() + settings.ports().management();
    }

    private String credentials() {
        return settings.access().user() + ":" + settings.access().password() + "@127.0.0.1:";
    }

    private void configure() {
        ServerFiles.directory(settings.run());
        ServerFiles.write(settings.home().resolve("enabled_plugins"), "[rabbitmq_management].\n");
        ServerFiles.write(settings.home().resolve("rabbitmq-env.conf"), "");
        ServerFiles.writeSecret(settings.home().resolve("rabbitmq.conf"), """
                listeners.tcp.1 = 127.0.0.1:%d
                management.tcp.ip = 127.0.0.1
                management.tcp.port = %d
                management.rates_mode = none
                loopback_users = none
                default_vhost = %s
                default_user = %s
                default_pass = %s
                default_user_tags.administrator = true
                log.console = true
                log.console.level = info
                log.file = false
                """.formatted(
                        settings.ports().amqp(),
                        settings.ports().management(),
                        settings.virtualHost(),
                        settings.access().user(),
                        settings.access().password()));
    }

    private void startPortMapper() {
        var port = settings.ports().portMapper();
        if (Daemon.find("epmd", portMapperPidFile()).isPresent()) {
            return;
        }
        Daemon.start(new Launch(
                "epmd",
                List.of("epmd", "-address", "127.0.0.1", "-port", Integer.toString(port)),
                Map.of(),
                settings.home(),
                settings.log(),
                portMapperPidFile()));
        if (!Patience.until(Duration.ofSeconds(10), () -> Ports.answers(port))) {
            throw new IllegalStateException("epmd does not answer on port %d; see %s".formatted(port, settings.log()));
        }
    }

    private Map<String, String> environment() {
        var home = settings.home();
        var environment = new HashMap<String, String>();
        environment.put("HOME", ServerFiles.directory(home.resolve("user")).toString());
        environment.put(
                "RABBITMQ_CONF_ENV_FILE", home.resolve("rabbitmq-env.conf").toString());
        environment.put("RABBITMQ_CONFIG_FILE", home.resolve("rabbitmq").toString());
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE", home.resolve("enabled_plugins").toString());
        environment.put(
                "RABBITMQ_MNESIA_BASE",
                ServerFiles.directory(home.resolve("mnesia")).toString());
        environment.put(
                "RABBITMQ_LOG_BASE", ServerFiles.directory(home.resolve("log")).toString());
        environment.put(
                "RABBITMQ_PID_FILE", settings.run().resolve("rabbitmq-own.pid").toString());
        environment.put("RABBITMQ_NODENAME", settings.node() + "@localhost");
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(settings.ports().distribution()));
        environment.put("ERL_EPMD_PORT", Integer.toString(settings.ports().portMapper()));
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        // The distribution port, too, is for this machine only; and idle schedulers shall sleep, not spin.
        environment.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none");
        // Makes the script become the server, so that the process we record is the one that takes our signals.
        environment.put("RUNNING_UNDER_SYSTEMD", "true");
        return environment;
    }

    private Path pidFile() {
        return settings.run().resolve("rabbitmq.pid");
    }

    private Path portMapperPidFile() {
        return settings.run().resolve("epmd.pid");
    }

    @Override
    public String toString() {
        return settings.log().toString();
    }
}
