package io.caelum.conformance.client;

import io.caelum.conformance.BusOptions;
import io.caelum.conformance.JsonLines;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "client",
        mixinStandardHelpOptions = true,
        description = {
            "Asks the named servers for everything they are to do, and prints a line for each step:"
                    + " {\"step\": name, \"ok\": true or false, \"detail\": ...}. Takes about ten seconds.",
            "The exit status is 0 if all steps are ok."
        })
public final class ClientCommand implements Callable<Integer> {

    @Mixin
    BusOptions options;

    @Option(names = "--topic", defaultValue = "conformance", description = "default: ${DEFAULT-VALUE}")
    String topic;

    @Option(
            names = {"--servers", "--server"},
            split = ",",
            paramLabel = "NAME",
            description = "names of the servers that run on the topic, all of them; may also be given as arguments")
    List<String> optionServers = List.of();

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "names of servers")
    List<String> argumentServers = List.of();

    @Option(
            names = "--frame-level",
            description = "require a peer below the library, which sends odd but legal frames; without this the step is"
                    + " done if there is one")
    boolean frameLevel;

    @Spec
    CommandSpec spec;

    private boolean allOk = true;

    @Override
    public Integer call() throws IOException, TimeoutException {
        var servers = new LinkedHashSet<>(optionServers);
        servers.addAll(argumentServers);
        if (servers.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "which servers? Name them with --servers=one,two");
        }
        var address = options.address(topic);
        try (var bus = options.connect("conformance-client", "client");
                var silent = new SilentServer(options.broker(), address, options.isDurable())) {
            var steps = new Steps(bus, address, List.copyOf(servers), silent);
            steps.all().forEach(this::perform);
            if (frameLevel || steps.isFrameLevel()) {
                perform("frame_level", steps::frameLevel);
            }
        }
        return allOk ? 0 : 1;
    }

    private void perform(String name, Consumer<Check> step) {
        var check = new Check();
        try {
            step.accept(check);
            report(name, check.isOk(), check.detail());
        } catch (RuntimeException e) {
            report(name, false, Failures.described(e));
        }
    }

    private void report(String name, boolean ok, Object detail) {
        allOk &= ok;
        var line = new LinkedHashMap<String, Object>(Map.of("step", name));
        line.put("ok", ok);
        line.put("detail", detail);
        JsonLines.of(spec).print(line);
    }
}
