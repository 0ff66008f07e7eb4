package io.caelum.launcher.home;

import io.caelum.launcher.process.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * The state folder of a stack. Other users may pass through, since PostgreSQL under root runs as one, but look into
 * nothing: secrets and logs stand in folders for their owner only.
 */
public record Home(Path root) {

    public static Home current() {
        var told = System.getenv("CAELUM_HOME");
        return new Home(
                told != null
                        ? Path.of(told).toAbsolutePath().normalize()
                        : Checkout.current().root().resolve(".caelum"));
    }

    public Home create() {
        folder(root, "rwx--x--x");
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

    /** State of a simulated host. */
    public Path host(String name) {
        return root.resolve("hosts").resolve(name);
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

    /** Deletes all data, secrets and logs. */
    public void purge() {
        Shell.run(List.of("rm", "-rf", "--", root.toString())).orThrow();
        if (Files.isDirectory(outside())) {
            Shell.run(List.of("rm", "-rf", "--", outside().toString())).orThrow();
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
