package io.caelum.launcher.command;

import io.caelum.launcher.Console;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.home.HomeLock;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.process.Interruption;
import io.caelum.launcher.train.Training;
import io.caelum.launcher.up.Reshaping;
import io.caelum.launcher.up.ShutDown;
import io.caelum.launcher.up.StartUp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts everything that does not run yet, and ends when it is ready.",
            "",
            "Installs missing Debian packages (as root), builds what changed, makes databases, passwords and the"
                    + " Keycloak realm at the first time. Doing it again changes nothing. All listeners are on loopback."
        })
final class UpCommand implements Runnable {

    @Mixin
    UpOptions options;

    @Override
    public void run() {
        var console = Console.standard();
        var stack = start(options, console);
        var ready = console.elapsed().toMillis() / 1000.0;
        console.line("");
        console.line("Everything is ready, after %.1f s: %s"
                .formatted(ready, stack.settings().ports().gatewayUrl()));
        console.line("");
        console.line(
                "  eval \"$(deploy/stack env demo)\"     # then: openstack catalog list, openstack server list, ...");
        console.line("  deploy/stack demo                   # boots a server and shows who does what");
        console.line("  %s   # in a browser: where requests spend their time"
                .formatted(stack.settings().ports().tracesUrl()));
        console.line("  deploy/stack status | logs | doctor | down");
        if (!Training.isDone(stack)) {
            console.line(
                    "  deploy/stack train                  # once, some minutes: makes every later start much faster");
        }
    }

    static Stack start(UpOptions options, Console console) {
        var home = Home.current().create();
        try (var lock = HomeLock.take(home)) {
            var before = Stack.of(home);
            var stack = Stack.of(home, options.settings(home));
            new Reshaping(before, stack, console).stopWhatChanges();
            var whatThisStarts = new ShutDown(stack, console).sparing(stack.processes());
            try (var undo = Interruption.undo(() -> stop(whatThisStarts, console))) {
                new StartUp(stack, console).run();
            }
            return stack;
        }
    }

    private static void stop(ShutDown started, Console console) {
        console.line("");
        console.line(
                "Interrupted: stopping what this command started. What ran before runs on; deploy/stack up goes on.");
        started.run();
    }
}
