package io.caelum.launcher.infra;

import io.caelum.launcher.process.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/**
 * Keycloak as it comes from the Maven repository, unpacked and with its build step done. The build step fixes options
 * such as the kind of database and saves their work at every start, so its result is kept, one folder for each version
 * and set of options.
 */
public final class KeycloakDistribution {

    public static final String VERSION = "26.5.0";

    private static final String DISABLED = String.join(
            ",",
            "account",
            "admin",
            "admin-fine-grained-authz",
            "authorization",
            "ciba",
            "client-policies",
            "device-flow",
            "impersonation",
            "kerberos",
            "organization",
            "par",
            "passkeys",
            "persistent-user-sessions",
            "recovery-codes",
            "step-up-authentication",
            "web-authn",
            "update-email",
            "token-exchange-standard",
            "rolling-updates",
            "user-event-metrics",
            "opentelemetry",
            "logout-all-sessions");

    private static final List<String> BUILD_OPTIONS =
            List.of("--db=postgres", "--health-enabled=true", "--features-disabled=" + DISABLED);

    private final Path cache;
    private final Path javaHome;

    /**
     * @param cache folder for downloads and results, shared by all checkouts of a user
     * @param javaHome JDK that runs the build step
     */
    public KeycloakDistribution(Path cache, Path javaHome) {
        this.cache = cache;
        this.javaHome = javaHome;
    }

    public boolean isPrepared() {
        return Files.isDirectory(path());
    }

    /** Where the prepared folder is, or will be. */
    public Path path() {
        return cache.resolve("keycloak-" + VERSION + "-" + Integer.toHexString(BUILD_OPTIONS.hashCode()));
    }

    /** The prepared folder; makes it if need be, which takes a download of 160 MB and half a minute. */
    public Path prepared(Path log) {
        try {
            Files.createDirectories(cache);
            try (var channel = FileChannel.open(
                            cache.resolve("keycloak.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var alone = channel.lock()) {
                if (!isPrepared()) {
                    prepare(log);
                }
                return alone.isValid() ? path() : prepared(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare Keycloak in " + cache + ": " + e.getMessage(), e);
        }
    }

    private void prepare(Path log) throws IOException {
        var half = cache.resolve("keycloak-half-made");
        ServerFiles.deleteTree(half);
        unpack(archive(log), half);
        var unpacked = half.resolve("keycloak-" + VERSION);
        var command = new java.util.ArrayList<String>();
        command.add("sh");
        command.add(unpacked.resolve("bin/kc.sh").toString());
        command.add("build");
        command.addAll(BUILD_OPTIONS);
        Shell.runLogged(command, Map.of("JAVA_HOME", javaHome.toString()), unpacked, log)
                .orThrow();
        Files.move(unpacked, path(), StandardCopyOption.ATOMIC_MOVE);
        ServerFiles.deleteTree(half);
    }

    private Path archive(Path log) throws IOException {
        var name = "keycloak-quarkus-dist-" + VERSION + ".zip";
        var local = Path.of(
                        System.getProperty("user.home"), ".m2/repository/org/keycloak/keycloak-quarkus-dist", VERSION)
                .resolve(name);
        if (Files.exists(local)) {
            return local;
        }
        var downloads = Files.createDirectories(cache.resolve("downloads"));
        MavenProgram.find().copy("org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip", downloads, javaHome, log);
        return downloads.resolve(name);
    }

    private static void unpack(Path archive, Path target) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                var file = target.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip.getInputStream(entry), file);
                }
            }
        }
    }
}
