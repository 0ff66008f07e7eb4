package io.caelum.conformance;

import io.caelum.conformance.client.ClientCommand;
import io.caelum.conformance.notification.ListenerCommand;
import io.caelum.conformance.notification.PublisherCommand;
import io.caelum.conformance.server.ServerCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "deploy/stack conformance",
        mixinStandardHelpOptions = true,
        version = "Caelum 0.1",
        description = {
            "Peers on Caelum's message bus that show whether it understands oslo.messaging's: run them against Python"
                    + " ones, or each other.",
            "They print JSON, a document in a line, and log on standard error."
        },
        subcommands = {ServerCommand.class, ClientCommand.class, PublisherCommand.class, ListenerCommand.class})
public final class Main implements Runnable {

    @Spec
    CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    if (failure instanceof IllegalArgumentException) {
                        line.getErr().println(failure.getMessage() + "; --help shows how it is written");
                        return line.getCommandSpec().exitCodeOnInvalidInput();
                    }
                    throw failure;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which one?");
    }
}
