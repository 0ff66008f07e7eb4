package io.caelum.launcher.command;

import io.caelum.launcher.Trouble;
import io.caelum.launcher.field.FieldPlan;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.home.Settings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "outside",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a command in the world outside of the cloud, from where floating addresses are reached:",
            "",
            "  deploy/stack outside ping -c 3 203.0.113.10",
            "  deploy/stack outside ssh root@203.0.113.10",
            "",
            "Real guests live in network namespaces, so that nothing of this machine's own network is touched. As root;"
                    + " the exit status is the command's."
        })
final class OutsideCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "and its arguments")
    List<String> command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var settings = Settings.read(Home.current());
        var outside = new FieldPlan(settings.portBase(), settings.hosts()).outside();
        if (!outside.exists()) {
            throw new Trouble(
                    "there is no outside: this stack is down, or its guests are simulated",
                    "as root: deploy/stack up --driver qemu");
        }
        return new ProcessBuilder(outside.inside(command)).inheritIO().start().waitFor();
    }
}
