package io.caelum.launcher.command;

import io.caelum.launcher.Console;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.cloud.Cloud;
import io.caelum.launcher.cloud.CloudUser;
import io.caelum.launcher.home.Checkout;
import io.caelum.launcher.home.Home;
import io.caelum.launcher.preflight.Packages;
import io.caelum.launcher.testimage.Registration;
import io.caelum.launcher.testimage.TestImage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "test-image",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a small guest that really boots, of Debian's packages, and gives it to the running cloud as the"
                    + " image tiny. It takes an address by DHCP, serves its name on port 80, lets your key in by ssh, and"
                    + " prints BOOT-OK on its console.",
            "Made once and kept in the cache; may be run again and again."
        })
final class TestImageCommand implements Runnable {

    @Option(names = "--build-only", description = "only make the file; no cloud needs to run")
    boolean buildOnly;

    @Override
    public void run() {
        var console = Console.standard();
        var home = Home.current();
        if (!buildOnly && !home.exists()) {
            throw new Trouble(
                    "there is no stack in " + home.root(), "deploy/stack up makes one; --build-only needs none");
        }
        home.create();
        Packages.installForImage(console, home.log("packages"));
        var file = new TestImage(Checkout.current(), home.log("test-image"), console).file();
        if (!buildOnly) {
            new Registration(Cloud.as(CloudUser.ADMIN, home), console).register(file);
        }
    }
}
