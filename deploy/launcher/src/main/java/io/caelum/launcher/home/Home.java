package io.caelum.launcher.home;

import io.caelum.launcher.Trouble;
import io.caelum.launcher.process.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The state folder of a stack. Other users may pass through, since PostgreSQL under root runs as one, but look into
 * nothing: secrets and logs stand in folders for their owner only.
 */
public record Home(Path root) {

    /** All that this and the servers make in the folder. */
    private static final List<String> OWN = List.of(
            "secrets",
            "log",
            "run",
            "applications",
            "postgres",
            "postgres-half-made",
            "postgres-password",
            "rabbitmq",
            "keycloak",
            "images",
            "hosts",
            "settings.properties");

    public static Home current() {
        var told = System.getenv("CAELUM_HOME");
        return new Home(
                told != null
                        ? Path.of(told).toAbsolutePath().normalize()
                        : Checkout.current().root().resolve(".caelum"));
    }

    public Home create() {
        refuseForeignFolder();
        folder(root, "rwx--x--x");
        mark();
        folder(secrets(), "rwx------");
        folder(logs(), "rwx------");
        folder(run(), "rwx------");
        if (!isReachableForOthers()) {
            folder(outside().getParent(), "rwx--x--x");
            folder(outside(), "rwx--x--x");
        }
        return this;
    }

    public boolean exists() {
        return Files.isDirectory(secrets());
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    public Path logs() {
        return root.resolve("log");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    public Path run() {
        return root.resolve("run");
    }

    public Path rabbitMq() {
        return root.resolve("rabbitmq");
    }

    public Path keycloak() {
        return root.resolve("keycloak");
    }

    public Path images() {
        return root.resolve("images");
    }

    /** What the processes of this module are run from. */
    public Path application(String module) {
        return root.resolve("applications").resolve(module.replace('/', '-'));
    }

    /** State of a simulated host. */
    public Path host(String name) {
        return root.resolve("hosts").resolve(name);
    }

    /** State of a host with real guests, which run as another user: as {@link #postgres}. */
    public Path guests(String host) {
        return (isReachableForOthers() ? root : outside()).resolve("hosts").resolve(host);
    }

    /**
     * PostgreSQL's data. As root they belong to the user postgres, who cannot reach a folder below, say, /root: then
     * they are kept under /var/lib.
     */
    public Path postgres() {
        return isReachableForOthers() ? root.resolve("postgres") : outside().resolve("postgres");
    }

    private Path outside() {
        return Path.of("/var/lib/caelum", Integer.toHexString(root.toString().hashCode()));
    }

    private boolean isReachableForOthers() {
        return !"root".equals(System.getProperty("user.name"))
                || blockingParent().isEmpty();
    }

    private Optional<Path> blockingParent() {
        for (var folder = root.getParent(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder) && !permissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /**
     * Deletes all data, secrets and logs: what a stack makes in its folder, nothing else that may lie there. To be called
     * by whoever holds the {@link HomeLock}.
     */
    public void purge() {
        if (!Files.exists(marker())) {
            throw new Trouble(
                    "nothing was deleted: there is no file %s, so %s may not be a stack's folder"
                            .formatted(marker().getFileName(), root),
                    "if it is one, deploy/stack up writes the file; or delete the folder yourself");
        }
        var own = new ArrayList<>(List.of("rm", "-rf", "--"));
        OWN.forEach(name -> own.add(root.resolve(name).toString()));
        own.add(outside().toString());
        Shell.run(own).orThrow();
        // the lock and the marker last: a purge that is cut short can be done again
        Shell.run(List.of("rm", "-f", "--", lock().toString(), marker().toString()))
                .orThrow();
        root.toFile().delete();
    }

    /** The marker is written only where nobody else keeps things, so that purge can trust it. */
    private void refuseForeignFolder() {
        if (Files.exists(marker()) || isEmpty(root)) {
            return;
        }
        throw new Trouble(
                root + " holds other things, so it cannot be the folder of a stack",
                "let CAELUM_HOME name a folder that is new or empty");
    }

    private void mark() {
        try {
            if (!Files.exists(marker())) {
                Files.writeString(marker(), "deploy/stack keeps a stack here; down --purge deletes it\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path marker() {
        return root.resolve("caelum-stack");
    }

    Path lock() {
        return root.resolve("lock");
    }

    private static boolean isEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static java.util.Set<PosixFilePermission> permissions(Path folder) {
        try {
            return Files.getPosixFilePermissions(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void folder(Path path, String mode) {
        try {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
