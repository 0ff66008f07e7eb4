package io.caelum.launcher.command;

import io.caelum.launcher.Console;
import io.caelum.launcher.home.Checkout;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.preflight.Packages;
import io.caelum.launcher.test.TestRun;
import io.caelum.launcher.testimage.TestImage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Runs all tests: installs what is missing, runs those of each module on real infrastructure, then starts a"
                    + " whole stack beside yours, on other ports, and runs the acceptance tests against it.",
            "The last line says how many passed, failed and were skipped; the exit status is 0 if none failed. A test"
                    + " that fails is tried once more, and named as flaky if it then passes."
        })
final class TestCommand implements Callable<Integer> {

    @Option(
            names = "--long",
            description = "run those that take longer, instead of the quick ones; some need a Docker engine")
    boolean isLong;

    @Override
    public Integer call() {
        var console = Console.standard();
        var home = Home.current().create();
        Packages.installForTests(console, home.log("packages"));
        if (isLong) {
            new TestImage(Checkout.current(), home.log("test-image"), console).file();
        }
        return new TestRun(isLong, console).run() ? 0 : 1;
    }
}
