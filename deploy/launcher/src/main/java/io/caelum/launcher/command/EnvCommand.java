package io.caelum.launcher.command;

import io.caelum.launcher.Trouble;
import io.caelum.launcher.cloud.CloudUser;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.home.Secrets;
import io.caelum.launcher.home.Settings;
import io.caelum.launcher.part.BusUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the OS_* variables of a user as shell commands, for: eval \"$(deploy/stack env demo)\"",
            "For admin also CAELUM_BUS_URL, the address of the message bus."
        })
final class EnvCommand implements Runnable {

    @Parameters(paramLabel = "USER", description = "demo or admin", defaultValue = "demo")
    CloudUser user;

    @Override
    public void run() {
        var home = Home.current();
        if (!home.exists()) {
            throw new Trouble("there is no stack in " + home.root(), "deploy/stack up makes one");
        }
        var ports = Settings.read(home).ports();
        user.environment(home).forEach((name, value) -> System.out.printf("export %s=%s%n", name, quoted(value)));
        if (user == CloudUser.ADMIN) {
            System.out.printf("export CAELUM_BUS_URL=%s%n", quoted(BusUrl.of(new Secrets(home), ports)));
        }
    }

    static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
