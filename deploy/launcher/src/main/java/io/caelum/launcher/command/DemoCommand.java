package io.caelum.launcher.command;

import io.caelum.launcher.Console;
import io.caelum.launcher.cloud.Cloud;
import io.caelum.launcher.cloud.CloudUser;
import io.caelum.launcher.demo.Story;
import io.caelum.launcher.process.Interruption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Does what up does, then boots a server through the public API and shows, step by step, which process does"
                    + " what. May be run again and again."
        })
final class DemoCommand implements Runnable {

    @Mixin
    UpOptions options;

    @Override
    public void run() {
        var console = Console.standard();
        console.title("0. Start everything that does not run yet");
        var stack = UpCommand.start(options, console);
        console.event("everything is ready: " + stack.settings().ports().gatewayUrl());
        try (var undo = Interruption.undo(() -> console.line("The cloud runs on; deploy/stack down stops it."))) {
            new Story(Cloud.as(CloudUser.DEMO, stack.home()), console).tell();
            console.line(
                    "  %s   # the same trace in a browser; the user is demo, its password in: deploy/stack env demo"
                            .formatted(stack.settings().ports().tracesUrl()));
        }
    }
}
