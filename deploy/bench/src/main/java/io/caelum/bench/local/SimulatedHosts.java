package io.caelum.bench.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.bench.cloud.Api;
import io.caelum.bench.measure.Processes.Process;
import io.caelum.bench.measure.Samples;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.part.JavaService;
import io.caelum.launcher.process.Interruption;
import io.caelum.launcher.process.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/**
 * One more process of the local stack, which is many hosts: sim-001, sim-002 and so on. When it is closed, the process is
 * stopped and its hosts are forgotten.
 */
public final class SimulatedHosts implements AutoCloseable {

    private static final String NAME = "simulated-hosts";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final List<Running> running;
    private final Samples registration = new Samples();

    private record Running(
            LocalCloud cloud, Api api, JavaService service, int count, Consumer<String> tell, Interruption.Undo undo) {}

    private SimulatedHosts(List<Running> running) {
        this.running = running;
    }

    public static SimulatedHosts none() {
        return new SimulatedHosts(List.of());
    }

    /** Returns when the cloud shows all of them up. */
    public static SimulatedHosts start(LocalCloud cloud, int count, Consumer<String> tell) {
        var api = new Api(cloud.credentials());
        if (!services(api).isEmpty()) {
            throw new Trouble(
                    "there are hosts called sim-... already",
                    "end the other bench first, or delete them: "
                            + "openstack compute service list, openstack compute service delete ID");
        }
        var service = service(cloud, count);
        service.start();
        var undo = Interruption.undo(() -> stop(cloud, api, service, tell));
        var hosts = new SimulatedHosts(List.of(new Running(cloud, api, service, count, tell, undo)));
        try {
            hosts.awaitUp();
        } catch (RuntimeException e) {
            hosts.close();
            throw e;
        }
        return hosts;
    }

    /** A worker as the stack runs it, with another name and port, and with memory for so many. */
    private static JavaService service(LocalCloud cloud, int count) {
        var worker = cloud.stack().services().stream()
                .filter(service -> service.name().equals("compute-1"))
                .findFirst()
                .orElseThrow();
        var home = cloud.home();
        var environment = new HashMap<>(worker.environment());
        environment.put("CAELUM_HOST", NAME);
        environment.put("CAELUM_SIMULATED_HOSTS", Integer.toString(count));
        environment.put("QUARKUS_HTTP_PORT", "0");
        environment.put("CAELUM_STATE_DIR", state(cloud).toString());
        environment.put("CAELUM_NETWORK_AGENT_STATE_DIR", state(cloud).toString());
        var jvm = new ArrayList<>(worker.jvm());
        jvm.add("-Xmx" + (64 + count) + "m");
        return new JavaService(
                NAME,
                worker.port(),
                worker.application(),
                jvm,
                Map.copyOf(environment),
                worker.javaHome(),
                worker.directory(),
                home.log(NAME),
                home.run().resolve(NAME + ".pid"),
                worker.purpose());
    }

    private static Path state(LocalCloud cloud) {
        return cloud.home().host(NAME);
    }

    private void awaitUp() {
        var hosts = running.getFirst();
        long begun = System.nanoTime();
        while (true) {
            long up = services(hosts.api()).stream()
                    .filter(service -> service.path("state").asText().equals("up"))
                    .count();
            var gone = Duration.ofNanos(System.nanoTime() - begun);
            if (up > 0 && registration.count() == 0) {
                registration.took(gone);
            }
            if (up >= hosts.count()) {
                registration.took(gone);
                hosts.tell()
                        .accept("%d hosts are up, %.1f s after the start of their process"
                                .formatted(up, gone.toMillis() / 1000.0));
                return;
            }
            if (gone.compareTo(PATIENCE) > 0 || hosts.service().process().isEmpty()) {
                throw new Trouble(
                        "only %d of %d hosts came up".formatted(up, hosts.count()),
                        "see " + hosts.service().log());
            }
            pause();
        }
    }

    /** How long it took from the start of the process until the first of them was up, and until all were. */
    public Samples registration() {
        return registration;
    }

    public List<Process> processes() {
        return running.stream()
                .flatMap(hosts -> hosts.service().process().stream())
                .map(daemon -> new Process(NAME, daemon.pid()))
                .toList();
    }

    @Override
    public void close() {
        for (var hosts : running) {
            hosts.undo().close();
            stop(hosts.cloud(), hosts.api(), hosts.service(), hosts.tell());
        }
    }

    private static void stop(LocalCloud cloud, Api api, JavaService service, Consumer<String> tell) {
        service.stop();
        var kept = new ArrayList<String>();
        for (JsonNode host : services(api)) {
            if (api.delete("compute", "/os-services/" + host.path("id").asText())
                            .status()
                    >= 400) {
                kept.add(host.path("host").asText());
            }
        }
        if (kept.isEmpty()) {
            Shell.run(List.of("rm", "-rf", "--", state(cloud).toString()));
        } else {
            tell.accept("these hosts are kept, since servers are on them: " + String.join(" ", kept));
        }
    }

    static List<JsonNode> services(Api api) {
        return StreamSupport.stream(
                        api.get("compute", "/os-services?binary=nova-compute")
                                .orThrow()
                                .body()
                                .path("services")
                                .spliterator(),
                        false)
                .filter(service -> service.path("host").asText().startsWith("sim-"))
                .toList();
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
