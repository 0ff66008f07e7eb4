package io.caelum.launcher.command;

import io.caelum.launcher.Console;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.home.HomeLock;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.up.ShutDown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops every process that up started. Data stay, and the next up finds them.")
final class DownCommand implements Runnable {

    @Option(names = "--purge", description = "also delete all data, secrets and logs, after asking")
    boolean purge;

    @Option(names = "--yes", description = "do not ask")
    boolean yes;

    @Override
    public void run() {
        var console = Console.standard();
        var home = Home.current();
        if (!home.exists()) {
            console.line("There is no stack in " + home.root() + ".");
            return;
        }
        if (purge && !yes && !confirmed(home)) {
            console.line("Nothing was stopped or deleted.");
            return;
        }
        try (var lock = HomeLock.take(home)) {
            new ShutDown(Stack.of(home), console).run();
            console.line("Nothing of the stack runs any more.");
            if (purge) {
                home.purge();
                console.line("Its data are deleted.");
            }
        }
    }

    private static boolean confirmed(Home home) {
        var terminal = System.console();
        if (terminal == null) {
            return false;
        }
        var answer = terminal.readLine("Delete all servers, images, users and secrets in %s? [y/N] ", home.root());
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }
}
