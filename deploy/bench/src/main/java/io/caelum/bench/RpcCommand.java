package io.caelum.bench;

import io.caelum.bench.local.LocalCloud;
import io.caelum.bench.measure.Report;
import io.caelum.bench.rpc.JavaRpc;
import io.caelum.bench.rpc.PythonRpc;
import io.caelum.launcher.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "rpc",
        mixinStandardHelpOptions = true,
        description = {
            "Measures calls with answers of 64 bytes over a RabbitMQ broker: Caelum's bus beside python3-oslo.messaging,"
                    + " in turn, client and server each in a process of its own.",
            "The broker is that of CAELUM_BUS_URL, or else of the local stack. It needs nothing else of a cloud."
        })
final class RpcCommand implements Callable<Integer> {

    @Option(names = "--url", paramLabel = "URL", description = "rabbit://user:password@host:port/vhost")
    String url;

    @Option(
            names = "--callers",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,16",
            description = "calls at once (${DEFAULT-VALUE})")
    List<Integer> callers = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "8",
            description = "for each measurement, after a second that does not count (${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "2",
            description = "how often it is each one's turn (${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--json", paramLabel = "FILE", description = "write the figures there as well")
    Path json;

    @Override
    public Integer call() {
        var console = new Console(System.err);
        PythonRpc.require();
        String broker = Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(System.getenv("CAELUM_BUS_URL")))
                .orElseGet(
                        () -> LocalCloud.here().orElseThrow(LocalCloud::missing).busUrl());
        var report = new Report("the broker");
        var bound = Duration.ofSeconds(seconds);
        try (var java = JavaRpc.start(broker);
                var python = PythonRpc.start(broker)) {
            for (int count : callers) {
                for (int round = 1; round <= rounds; round++) {
                    for (var side : List.of(java, python)) {
                        var figures = side.measure(count, bound);
                        console.event("%s: %.0f calls per second, p50 %.2f ms, p99 %.2f ms"
                                .formatted(figures.name(), figures.perSecond(), figures.p50(), figures.p99()));
                        report.add(figures);
                    }
                }
            }
        }
        System.out.print(report.text());
        if (json != null) {
            report.write(json);
        }
        return report.isComplete() ? 0 : 1;
    }
}
