package io.caelum.acceptance.stack;

import io.caelum.launcher.Console;
import io.caelum.launcher.cloud.CloudUser;
import io.caelum.launcher.doctor.AuditProgram;
import io.caelum.launcher.field.Namespace;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.home.Secrets;
import io.caelum.launcher.part.BusUrl;
import io.caelum.launcher.part.Infra;
import io.caelum.launcher.part.JavaService;
import io.caelum.launcher.part.Part;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.up.Watch;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stack under test, which {@code deploy/stack test} has started. */
public final class RunningStack implements Cloud {

    private static final Duration READY_BOUND = Duration.ofSeconds(60);
    private static final Duration INFRA_BOUND = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Home home;

    private RunningStack(Home home) {
        this.home = home;
    }

    /** Fails where there is none: these tests must not pass by testing nothing. */
    public static RunningStack find() {
        String home = System.getenv("CAELUM_HOME");
        if (home == null || !Files.isDirectory(Path.of(home, "secrets"))) {
            throw new IllegalStateException("These tests need a running stack: run deploy/stack test");
        }
        return new RunningStack(Home.current());
    }

    @Override
    public String gateway() {
        return stack().settings().ports().gatewayUrl();
    }

    /** Of one of its processes. */
    public String address(String process) {
        return "http://127.0.0.1:" + service(process).port();
    }

    @Override
    public Map<String, String> environment(CloudUser user) {
        return user.environment(home);
    }

    @Override
    public OpenStack client(CloudUser user) {
        return new OpenStack(environment(user));
    }

    @Override
    public Api api(CloudUser user) {
        return Api.logIn(gateway(), user.userName(), user.password(home));
    }

    /** From where floating addresses are reached; only where guests are real. */
    public Namespace outside() {
        return stack().field().orElseThrow().plan().outside();
    }

    /** One of the network namespaces in which guests, routers and hosts are, by what its name ends with. */
    public Namespace namespace(String end) {
        return new Namespace(stack().field().orElseThrow().plan().prefix() + end);
    }

    /** Where the Open vSwitch of a host with real guests has its sockets. */
    public Path switchOf(String host) {
        return stack().field().orElseThrow().folder(host);
    }

    /** Ids of the processes that run a server's guest: QEMU is started with the server's id on its command line. */
    public List<Long> guestProcesses(String server) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("qemu") && line.contains(server))
                        .isPresent())
                .map(ProcessHandle::pid)
                .toList();
    }

    public List<String> hosts() {
        return stack().services().stream()
                .map(JavaService::name)
                .filter(name -> name.matches("compute-\\d+"))
                .toList();
    }

    /** What stands in the state folder of a simulated host about its guests. */
    public List<String> guestsOn(String host) {
        Path guests = home.host(host).resolve("guests");
        if (!Files.isDirectory(guests)) {
            return List.of();
        }
        return jsonFiles(guests);
    }

    /** What its host has written down of a simulated guest. */
    public Path guestFile(String server) {
        return home.host(hostOfGuest(server).orElseThrow()).resolve("guests").resolve(server + ".json");
    }

    private static List<String> jsonFiles(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.replace(".json", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ids of the ports that the simulated mechanism has wired on any host. */
    public List<String> wiredPorts() {
        return hosts().stream().flatMap(host -> wiredOn(host).stream()).toList();
    }

    private List<String> wiredOn(String host) {
        Path wirings = home.host(host).resolve(host);
        return Files.isDirectory(wirings) ? jsonFiles(wirings) : List.of();
    }

    @Override
    public Optional<String> hostOfGuest(String server) {
        return hosts().stream().filter(host -> guestsOn(host).contains(server)).findFirst();
    }

    /** Sets how guests on a host behave; no lines for as usual. */
    public void simulate(String host, String... lines) {
        try {
            Files.write(home.host(host).resolve("simulated.properties"), List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void simulateEverywhere(String... lines) {
        hosts().forEach(host -> simulate(host, lines));
    }

    /** The broker, as processes of the stack and Python peers are told it. */
    public String busUrl() {
        return BusUrl.of(new Secrets(home), stack().settings().ports());
    }

    /** Where image-svc keeps bytes. */
    public Path imageStore() {
        return home.images();
    }

    /** Memory that a process holds now, in KiB, as the kernel counts it. */
    public long residentKilobytes(String process) {
        Path status = Path.of(
                "/proc", Long.toString(service(process).process().orElseThrow().pid()), "status");
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all of the cloud's processes in good order, what they stand on too. Guests and their switches are no part of it. */
    public void stopAllProcesses() {
        stack().services().parallelStream().forEach(JavaService::stop);
        stack().infra().parts().reversed().forEach(part -> part.stop());
    }

    /** As after {@code deploy/stack up}, but as built: that would wait for the build which these tests are a part of. */
    public void up() {
        Infra infra = infra();
        infra.postgres().start();
        infra.rabbitMq().start();
        infra.postgres().awaitReady(INFRA_BOUND);
        infra.keycloak().start();
        services().forEach(JavaService::start);
        new Watch(stack().parts(), new Console(new PrintStream(OutputStream.nullOutputStream()))).untilReady();
    }

    /** Ends a process without warning. */
    public void kill(String process) {
        service(process).process().orElseThrow().send(io.caelum.launcher.process.Signal.KILL);
        service(process).process().ifPresent(daemon -> daemon.endsWithin(Duration.ofSeconds(5)));
    }

    public void start(String process) {
        service(process).start();
        awaitReady(process);
    }

    /** Ends a process in good order and starts it again with these environment variables besides its own. */
    public void restartWith(String process, Map<String, String> environment) {
        service(process).stop();
        service(process).with(environment).start();
        awaitReady(process);
    }

    /** As {@link #restartWith}, for all of our own processes at once. */
    public void restartAllWith(Map<String, String> environment) {
        services().parallelStream().forEach(JavaService::stop);
        services().forEach(service -> service.with(environment).start());
        services().forEach(service -> awaitReady(service.name()));
    }

    public void awaitReady(String process) {
        long end = System.nanoTime() + READY_BOUND.toNanos();
        while (!isReady(service(process).port())) {
            if (System.nanoTime() > end) {
                throw new AssertionError(process + " was not ready again within " + READY_BOUND);
            }
            pause();
        }
    }

    private static boolean isReady(int port) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(Duration.ofSeconds(3))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JavaService service(String name) {
        return stack().service(name);
    }

    /** Our own processes. */
    public List<JavaService> services() {
        return stack().services();
    }

    /** One of our own processes, or PostgreSQL, RabbitMQ or Keycloak. */
    public Part part(String name) {
        return stack().parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no part " + name));
    }

    public Infra infra() {
        return stack().infra();
    }

    /** @param status 0 sound, 1 breaches, 2 not everything could be seen */
    public record Audit(int status, String report) {

        public boolean isSound() {
            return status == 0;
        }
    }

    /** One look of {@code deploy/stack doctor} at what the whole cloud holds. */
    public Audit audit() {
        try {
            Path report = Files.createTempFile("audit", ".txt");
            try {
                int status = new AuditProgram(stack()).run(List.of(), ProcessBuilder.Redirect.to(report.toFile()));
                return new Audit(status, Files.readString(report));
            } finally {
                Files.delete(report);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stack stack() {
        return Stack.of(home);
    }

    /** Runs {@code deploy/stack bench} as it was built with these tests; what it says, whatever its status. */
    public String bench(String... arguments) {
        Path target = Path.of(System.getenv("CAELUM_CHECKOUT"), "deploy/bench/target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                target.resolve("bench.jar") + ":" + target.resolve("lib") + "/*",
                "io.caelum.bench.Main"));
        command.addAll(List.of(arguments));
        var environment =
                Map.of("CAELUM_HOME", home.root().toString(), "CAELUM_CHECKOUT", System.getenv("CAELUM_CHECKOUT"));
        return Program.run(Duration.ofMinutes(3), environment, command).output();
    }
}
