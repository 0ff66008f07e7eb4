package io.caelum.bench;

import io.caelum.bench.benchmark.Bench;
import io.caelum.bench.benchmark.ManyHosts;
import io.caelum.bench.benchmark.Plan;
import io.caelum.bench.cloud.Api;
import io.caelum.bench.cloud.Cleanup;
import io.caelum.bench.local.LocalCloud;
import io.caelum.bench.measure.Processes;
import io.caelum.bench.measure.Report;
import io.caelum.launcher.Console;
import io.caelum.launcher.process.Interruption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "hosts",
        mixinStandardHelpOptions = true,
        description = {
            "What many hosts cost the local stack. It starts one process that is so many simulated hosts, and measures:",
            "how long they take to register; CPU of an idle cloud with and without them; how long the"
                    + " scheduler takes to choose among them; how 100 servers are spread over some of them, the others"
                    + " being disabled for the time."
        })
final class HostsCommand implements Callable<Integer> {

    @Option(names = "--count", paramLabel = "N", defaultValue = "200", description = "hosts (${DEFAULT-VALUE})")
    int count;

    @Option(
            names = "--spread",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,2,5,20",
            description = "over how many hosts 100 servers are spread (${DEFAULT-VALUE})")
    List<Integer> spread = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "how long the idle cloud is watched (${DEFAULT-VALUE})")
    int seconds;

    @Mixin
    Plan plan = new Plan();

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures there as well")
    Path json;

    @Override
    public Integer call() {
        var console = new Console(System.err);
        var cloud = LocalCloud.here().orElseThrow(LocalCloud::missing);
        var api = new Api(cloud.credentials());
        var report = new Report(cloud.credentials().authUrl());
        var cleanup = new Cleanup(api, console::event);
        var bench = new Bench(api, cleanup, plan, List.of(), new Processes(cloud.processes()), report, console);
        try (var undo = Interruption.undo(cleanup::run)) {
            try {
                new ManyHosts(bench, cloud, count, Duration.ofSeconds(seconds)).run(spread);
            } finally {
                cleanup.run();
            }
        }
        System.out.print(report.text());
        if (json != null) {
            report.write(json);
        }
        return report.isComplete() ? 0 : 1;
    }
}
