package io.caelum.bench;

import io.caelum.launcher.Failures;
import io.caelum.launcher.process.Interruption;
import picocli.CommandLine;

/** What {@code deploy/stack bench} runs. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new BenchCommand())
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    Interruption.stopHereIfBegun();
                    Failures.report(failure, line.getErr());
                    return 1;
                });
    }
}
