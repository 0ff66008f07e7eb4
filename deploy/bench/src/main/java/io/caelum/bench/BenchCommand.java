package io.caelum.bench;

import io.caelum.bench.benchmark.Bench;
import io.caelum.bench.benchmark.Benchmark;
import io.caelum.bench.benchmark.Benchmarks;
import io.caelum.bench.benchmark.Plan;
import io.caelum.bench.cloud.Api;
import io.caelum.bench.cloud.Cleanup;
import io.caelum.bench.cloud.Credentials;
import io.caelum.bench.local.LocalCloud;
import io.caelum.bench.local.SimulatedHosts;
import io.caelum.bench.measure.Processes;
import io.caelum.bench.measure.Report;
import io.caelum.launcher.Console;
import io.caelum.launcher.process.Interruption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "deploy/stack bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures a cloud through its public API: the one that the OS_* variables name, or else the local stack as"
                    + " its administrator.",
            "",
            "Every load is bounded in count and time. What it makes is named bench-... and is deleted at the end, also"
                    + " after a failure or Ctrl-C. As administrator it lifts the project's quotas for the time and makes"
                    + " a flavor of its own."
        },
        footer = {"", "Benchmarks: ", Benchmarks.HELP},
        subcommands = {HostsCommand.class, RpcCommand.class})
final class BenchCommand implements Callable<Integer> {

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "these benchmarks; default: all")
    List<String> only = List.of();

    @Mixin
    Plan plan = new Plan();

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures there as well")
    Path json;

    @Option(
            names = "--pids",
            split = ",",
            paramLabel = "PID",
            description = "the cloud's processes, with their children; default: those of the stack in CAELUM_HOME")
    List<Long> pids = List.of();

    @Option(
            names = "--simulated-hosts",
            paramLabel = "N",
            description = "on the local stack: one more process that is so many hosts, for this run")
    int simulatedHosts;

    @Override
    public Integer call() {
        var console = new Console(System.err);
        var chosen = Benchmarks.chosen(only);
        var local = LocalCloud.here();
        var credentials = Credentials.of(System.getenv())
                .orElseGet(() -> local.orElseThrow(LocalCloud::missing).credentials());
        var report = new Report(credentials.authUrl());
        try (var hosts = simulatedHosts == 0
                ? SimulatedHosts.none()
                : SimulatedHosts.start(local.orElseThrow(LocalCloud::missing), simulatedHosts, console::event)) {
            var processes = processes(local.filter(here -> here.isAt(credentials)), hosts);
            report.memoryBefore(processes.memory());
            measure(new Api(credentials), chosen, processes, report, console);
            report.memoryAfter(processes.memory());
        }
        System.out.print(report.text());
        if (json != null) {
            report.write(json);
        }
        return report.isComplete() ? 0 : 1;
    }

    private void measure(Api api, List<Benchmark> chosen, Processes processes, Report report, Console console) {
        var cleanup = new Cleanup(api, console::event);
        try (var undo = Interruption.undo(cleanup::run)) {
            try {
                var bench = new Bench(api, cleanup, plan, only, processes, report, console);
                chosen.forEach(bench::run);
            } finally {
                cleanup.run();
            }
        }
    }

    private Processes processes(Optional<LocalCloud> local, SimulatedHosts hosts) {
        if (!pids.isEmpty()) {
            return Processes.of(pids);
        }
        var all = new ArrayList<>(local.map(LocalCloud::processes).orElse(List.of()));
        all.addAll(hosts.processes());
        return new Processes(all);
    }
}
