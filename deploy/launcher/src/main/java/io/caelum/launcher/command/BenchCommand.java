package io.caelum.launcher.command;

import io.caelum.launcher.Console;
import io.caelum.launcher.build.Program;
import io.caelum.launcher.home.Checkout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

@Command(
        name = "bench",
        description = "Measures this cloud, or another one through its public API; deploy/stack bench --help says how.")
final class BenchCommand implements Callable<Integer> {

    /** The program reads them itself. */
    @Unmatched
    List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() {
        return new Program(
                        Checkout.current(),
                        "deploy/bench",
                        List.of("deploy/bench", "deploy/launcher", "platform/core"),
                        "io.caelum.bench.Main")
                .run(
                        arguments,
                        List.of(
                                "-XX:+UseSerialGC",
                                "-Xmx512m",
                                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
                        new Console(System.err));
    }
}
