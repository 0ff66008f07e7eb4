package io.caelum.launcher.command;

import io.caelum.launcher.Trouble;
import io.caelum.launcher.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Shows the last lines of the logs of all processes, or of those that are named.")
final class LogsCommand implements Runnable {

    @Parameters(paramLabel = "PROCESS", arity = "0..*", description = "as status names them, e.g. identity-svc")
    List<String> processes = new ArrayList<>();

    @Option(names = "-f", description = "go on as lines are added, until Ctrl-C")
    boolean follow;

    @Option(names = "-n", paramLabel = "LINES", defaultValue = "20", description = "how many lines (20)")
    int lines;

    @Override
    public void run() {
        var command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
        if (follow) {
            command.add("-F");
        }
        command.add("--");
        files(Home.current()).forEach(file -> command.add(file.toString()));
        try {
            // tail knows how to follow files that are replaced
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Path> files(Home home) {
        var known = known(home);
        for (var process : processes) {
            if (!known.contains(home.log(process))) {
                throw new Trouble(
                        "there is no log of " + process,
                        "these have one: "
                                + String.join(
                                        ", ",
                                        known.stream().map(LogsCommand::process).toList()));
            }
        }
        return processes.isEmpty() ? known : processes.stream().map(home::log).toList();
    }

    private static List<Path> known(Home home) {
        if (!Files.isDirectory(home.logs())) {
            throw new Trouble("there are no logs in " + home.logs(), "deploy/stack up starts a stack that writes some");
        }
        try (var files = Files.list(home.logs())) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String process(Path log) {
        return log.getFileName().toString().replaceAll("\\.log$", "");
    }
}
