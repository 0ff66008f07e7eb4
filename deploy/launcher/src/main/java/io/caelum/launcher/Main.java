package io.caelum.launcher;

import io.caelum.launcher.command.StackCommand;
import picocli.CommandLine;

/** What deploy/stack runs. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        var commandLine = new CommandLine(new StackCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    Failures.report(failure, line.getErr());
                    return 1;
                });
        System.exit(commandLine.execute(arguments));
    }
}
