package io.caelum.launcher.command;

import io.caelum.launcher.Trouble;
import io.caelum.launcher.cloud.Cloud;
import io.caelum.launcher.cloud.CloudLogin;
import io.caelum.launcher.cloud.CloudUser;
import io.caelum.launcher.cloud.FloatingAddresses;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.why.PathWalk;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        description = {
            "Why can a guest not be reached at its floating address? Walks the way of its packets hop by hop, asks each"
                    + " host on it what is really there, and says what is broken and what to do. Changes nothing.",
            "",
            "  deploy/stack why 203.0.113.10",
            "",
            "Asks as the user that the OS_* variables name; without them as admin of the stack on this machine."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:all is well",
            " 1:a hop is broken, or the question could not be asked",
            " 2:no hop is broken, but not everything could be seen"
        })
final class WhyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FLOATING_IP", description = "its address, or its id")
    String floatingIp;

    @Override
    public Integer call() {
        var addresses = new FloatingAddresses(Cloud.as(who()));
        var floating = addresses.find(floatingIp);
        var walk = new PathWalk(floating.address(), addresses.path(floating));
        System.out.print(walk.text());
        return walk.status();
    }

    private static CloudLogin who() {
        return CloudLogin.of(System.getenv()).orElseGet(() -> {
            var home = Home.current();
            if (!home.exists()) {
                throw new Trouble(
                        "there is no stack in " + home.root() + ", and no OS_* variables name another cloud",
                        "deploy/stack up makes one");
            }
            return CloudLogin.of(CloudUser.ADMIN, home);
        });
    }
}
