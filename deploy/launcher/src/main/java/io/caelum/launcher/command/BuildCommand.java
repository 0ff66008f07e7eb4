package io.caelum.launcher.command;

import io.caelum.launcher.Console;
import io.caelum.launcher.build.MavenBuild;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.part.Stack;
import picocli.CommandLine.Command;

@Command(
        name = "build",
        mixinStandardHelpOptions = true,
        description = "Builds all processes without running tests; up does it by itself when sources changed.")
final class BuildCommand implements Runnable {

    @Override
    public void run() {
        var console = Console.standard();
        var home = Home.current().create();
        var stack = Stack.of(home);
        new MavenBuild(stack.checkout(), console, home.log("build")).build(stack.services());
        console.event("built");
        if (!stack.isDown()) {
            console.line(
                    "The processes that run go on as they were started; deploy/stack up restarts those that changed.");
        }
    }
}
