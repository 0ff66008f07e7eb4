package io.caelum.launcher.command;

import io.caelum.launcher.Console;
import io.caelum.launcher.home.DriverKind;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.infra.Purpose;
import io.caelum.launcher.preflight.Packages;
import io.caelum.launcher.test.SideStack;
import io.caelum.launcher.train.Training;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Makes later starts several times faster: runs a stack of its own beside yours, on other ports, for some"
                    + " minutes while the Java machines take notes, and keeps these (about 100 MB for each process).",
            "To be done again after a build; without it everything works as well, only slower to start."
        })
final class TrainCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        var console = Console.standard();
        Packages.install(DriverKind.SIMULATED, console, Home.current().create().log("packages"));
        var side = SideStack.open(1, DriverKind.SIMULATED, Purpose.TRAINING, console);
        var home = side.stack().home();
        if (!new Training(side, console).run()) {
            console.line("Some caches were not made; logs are kept in " + home.logs());
            return 1;
        }
        home.purge();
        console.event("done; the next deploy/stack up uses what was learnt");
        return 0;
    }
}
