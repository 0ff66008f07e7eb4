package io.caelum.launcher.preflight;

import io.caelum.launcher.Console;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.home.DriverKind;
import io.caelum.launcher.infra.PostgresPrograms;
import io.caelum.launcher.infra.RabbitMqServer;
import io.caelum.launcher.process.Child;
import io.caelum.launcher.process.Patience;
import io.caelum.launcher.process.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Installs what Caelum stands on from Debian's packages. Their own daemons are not started and nothing that the user
 * runs is touched: for the time of the installation a policy forbids starts, unless the machine has one already.
 */
public final class Packages {

    private static final Duration APT_BOUND = Duration.ofMinutes(5);

    private Packages() {}

    /** Package names of the programs that are not there. */
    public static List<String> missing(DriverKind driver) {
        var missing = missing();
        if (driver == DriverKind.QEMU) {
            missing.addAll(notThere(GuestPackages.TO_RUN));
        }
        return missing;
    }

    private static List<String> missing() {
        var missing = new ArrayList<String>();
        if (!PostgresPrograms.areInstalled()) {
            missing.add("postgresql");
        }
        if (!RabbitMqServer.isInstalled()) {
            missing.add("rabbitmq-server");
        }
        if (!isOnPath("openstack")) {
            missing.add("python3-openstackclient");
        }
        if (!isOnPath("qemu-img")) {
            missing.add("qemu-utils");
        }
        // the Python library against which the tests of the bus are run
        if (!Files.isDirectory(Path.of("/usr/lib/python3/dist-packages/oslo_messaging"))) {
            missing.add("python3-oslo.messaging");
        }
        return missing;
    }

    private static List<String> notThere(Map<String, String> packages) {
        return packages.entrySet().stream()
                .filter(wanted -> !isOnPath(wanted.getKey()) && !isForRoot(wanted.getKey()))
                .map(Map.Entry::getValue)
                .distinct()
                .sorted()
                .toList();
    }

    /** What a stack needs. */
    public static void install(DriverKind driver, Console console, Path log) {
        install(missing(driver), console, log);
    }

    /** All of it, what stands in for guests, and a browser in which the tests look at the pages. */
    public static void installForTests(Console console, Path log) {
        var missing = new ArrayList<>(missing(DriverKind.QEMU));
        missing.addAll(notThere(GuestPackages.TO_TEST));
        if (!isOnPath("chromium")) {
            missing.add("chromium");
        }
        install(missing, console, log);
    }

    /** What the image of a real guest is made with. */
    public static void installForImage(Console console, Path log) {
        var missing = new ArrayList<String>();
        if (!isOnPath("qemu-img")) {
            missing.add("qemu-utils");
        }
        if (!isOnPath("mke2fs")) {
            missing.add("e2fsprogs");
        }
        install(missing, console, log);
    }

    private static void install(List<String> missing, Console console, Path log) {
        if (missing.isEmpty()) {
            return;
        }
        console.event("installing packages: " + String.join(" ", missing));
        requireApt(missing);
        try (var policy = NoDaemons.forbid(NoDaemons.POLICY)) {
            var install = new ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
            install.addAll(missing);
            if (!apt(install, log).isSuccess()) {
                apt(List.of("apt-get", "update"), log);
                if (!apt(install, log).isSuccess()) {
                    throw new Trouble(
                            "the packages could not be installed; what apt-get said is in " + log,
                            "as root: apt-get update && apt-get install " + String.join(" ", missing));
                }
            }
        }
        console.event("packages are installed");
    }

    private static void requireApt(List<String> missing) {
        var wanted = String.join(" ", missing);
        if (!isOnPath("apt-get")) {
            throw new Trouble(
                    "these are missing and there is no apt-get to install them: " + wanted,
                    "install them with your system's package manager (names are Debian's)");
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new Trouble("these packages are missing: " + wanted, "run: sudo apt-get install " + wanted);
        }
    }

    /** In a session of its own: Ctrl-C in the terminal would stop it among half-installed packages. */
    private static Shell.Result apt(List<String> command, Path log) {
        var whole = new ArrayList<>(List.of("setsid"));
        whole.addAll(command);
        return Shell.runLogged(
                whole,
                Map.of("DEBIAN_FRONTEND", "noninteractive"),
                Path.of("/"),
                log,
                builder -> Child.start(builder, Packages::letFinish));
    }

    /** On this signal apt-get gives up a download, but completes what it unpacks. */
    private static void letFinish(Process apt) {
        System.err.println("deploy/stack: waiting until apt-get has left the packages in order");
        Shell.run(List.of("sh", "-c", "kill -INT " + apt.pid()));
        Patience.until(APT_BOUND, () -> !apt.isAlive());
    }

    static boolean isForRoot(String program) {
        return Files.isExecutable(Path.of("/usr/sbin", program));
    }

    static boolean isOnPath(String program) {
        for (var folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
