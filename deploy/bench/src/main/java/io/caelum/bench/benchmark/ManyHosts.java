package io.caelum.bench.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.bench.local.LocalCloud;
import io.caelum.bench.local.SimulatedHosts;
import io.caelum.bench.measure.Figures;
import io.caelum.bench.measure.Processes;
import io.caelum.bench.measure.Samples;
import io.caelum.launcher.cloud.Cloud;
import io.caelum.launcher.cloud.CloudUser;
import io.caelum.launcher.trace.ServerTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A cloud of many hosts beside the same cloud without them. */
public final class ManyHosts {

    private static final int PLACED = 60;
    private static final String STEP = "boot-server: place";

    private final Bench bench;
    private final LocalCloud cloud;
    private final int count;
    private final Duration watched;

    /** @param watched how long the idle cloud is looked at */
    public ManyHosts(Bench bench, LocalCloud cloud, int count, Duration watched) {
        this.bench = bench;
        this.cloud = cloud;
        this.count = count;
        this.watched = watched;
    }

    /** @param spread over how many of the hosts 100 servers are spread, one after the other */
    public void run(List<Integer> spread) {
        Boots.warmUp(bench);
        idle("idle, hosts of the stack", cloud.processes());
        placing("place, hosts of the stack");
        try (var hosts = SimulatedHosts.start(cloud, count, bench::tell)) {
            bench.report(
                    Figures.of("registration", hosts.registration(), null, count + " hosts: first one up, all up"));
            var all = new ArrayList<>(cloud.processes());
            all.addAll(hosts.processes());
            idle("idle, and %d more".formatted(count), all);
            placing("place, and %d more".formatted(count));
            spread.forEach(this::spread);
            bench.cleanup.deleteServers();
        }
    }

    /** CPU of each process, per second. */
    private void idle(String name, List<Processes.Process> all) {
        bench.tell("%s: watching for %d s".formatted(name, watched.toSeconds()));
        var processes = new Processes(all);
        var cpuBefore = processes.cpuSecondsByName();
        sleep(watched);
        double seconds = watched.toMillis() / 1000.0;
        var cpu = new TreeMap<String, Double>();
        processes
                .cpuSecondsByName()
                .forEach((process, after) ->
                        cpu.put(process, (after - cpuBefore.getOrDefault(process, after)) * 1000 / seconds));
        var words = new ArrayList<String>();
        cpu.forEach((process, millis) -> words.add("%s %.1f".formatted(process, millis)));
        double sum = cpu.values().stream().mapToDouble(Double::doubleValue).sum();
        bench.tell("%s: CPU ms per second: %s".formatted(name, String.join(", ", words)));
        bench.report(Figures.counted(
                name, Math.round(seconds), sum, "for each second; of which: " + String.join(", ", words)));
    }

    /** How long the scheduler's step of a boot takes, as the traces say. */
    private void placing(String name) {
        var boots = new Boots(bench);
        bench.plan.load(PLACED, 1).run(boots::boot);
        var samples = new Samples();
        var traces = Cloud.as(CloudUser.ADMIN, cloud.home());
        for (String id : boots.booted()) {
            ServerTrace.of(traces, id).ifPresent(trace -> steps(trace, samples));
        }
        bench.cleanup.deleteServers();
        bench.report(Figures.of(name, samples, null, "the scheduler's step of a boot, from its trace"));
    }

    private static void steps(JsonNode trace, Samples samples) {
        trace.path("spans").forEach(span -> {
            if (span.path("name").asText().equals(STEP)) {
                samples.took(Duration.ofNanos(span.path("end_nanos").asLong()
                        - span.path("start_nanos").asLong()));
            }
        });
    }

    private void spread(int wanted) {
        var others = bench.api
                .get("compute", "/os-services?binary=nova-compute")
                .orThrow()
                .body()
                .path("services");
        var enabled = new ArrayList<String>();
        int left = wanted;
        for (JsonNode service : others) {
            boolean wantedOne = service.path("host").asText().startsWith("sim-") && left-- > 0;
            if (!wantedOne && service.path("status").asText().equals("enabled")) {
                enabled.add(service.path("host").asText());
            }
        }
        // after an interruption some of them may be forgotten by then
        Runnable undo = () -> enabled.forEach(host -> set("enable", host));
        bench.cleanup.restoreLater(undo);
        enabled.forEach(host -> set("disable", host));
        Boots.spread(bench, "spread over " + wanted);
        undo.run();
    }

    private void set(String action, String host) {
        var answer = bench.api.put("compute", "/os-services/" + action, Map.of("host", host, "binary", "nova-compute"));
        if (answer.status() != 404) {
            answer.orThrow();
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
