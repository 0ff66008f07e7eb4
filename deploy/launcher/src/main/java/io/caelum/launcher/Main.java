package io.caelum.launcher;

import io.caelum.launcher.command.StackCommand;
import io.caelum.launcher.process.Interruption;
import picocli.CommandLine;

/** What deploy/stack runs. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        var commandLine = new CommandLine(new StackCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    Interruption.stopHereIfBegun();
                    Failures.report(failure, line.getErr());
                    return 1;
                });
        // options behind its first word are the command's own
        commandLine.getSubcommands().get("outside").setStopAtPositional(true);
        System.exit(commandLine.execute(arguments));
    }
}
