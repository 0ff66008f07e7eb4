package io.caelum.launcher.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the Java machine learnt about an application in a training run: with it the classes are loaded and linked from the
 * first moment. It fits exactly the jars it was made from, in whatever folder they lie now, so its file name holds their
 * fingerprint; there may be none, and everything works without.
 *
 * @param application name of the application, for the file name
 * @param jars the folder with the jars
 */
public record AotCache(String application, Path jars) {

    /** The assembly at the end of a training run inherits the small heap of a service, which is too small for it. */
    public static final Map<String, String> TRAINING_ENVIRONMENT = Map.of("JDK_AOT_VM_OPTIONS", "-Xmx1g");

    public boolean exists() {
        return Files.exists(file());
    }

    /** Options to start with the cache, none if there is none. A cache that does not fit is passed over silently. */
    public List<String> use() {
        return exists() ? List.of("-XX:AOTCache=" + file(), "-Xlog:aot*=off", "-Xlog:cds*=off") : List.of();
    }

    /** Options to make the cache when the process ends. */
    public List<String> record() {
        return List.of("-XX:AOTCacheOutput=" + recorded(), "-Xlog:aot*=off", "-Xlog:cds*=off");
    }

    /** Puts a newly recorded cache in the place of all older ones of this application. */
    public boolean adopt() {
        if (!Files.exists(recorded())) {
            return false;
        }
        try {
            try (var old = Files.list(folder())) {
                old.filter(file -> file.getFileName().toString().startsWith(application + "-"))
                        .filter(file -> file.toString().endsWith(".aot"))
                        .forEach(file -> file.toFile().delete());
            }
            Files.move(recorded(), file(), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return folder().resolve(application + "-" + fingerprint() + ".aot");
    }

    private Path recorded() {
        return folder().resolve(application + "-" + fingerprint() + ".new");
    }

    private static Path folder() {
        return ServerFiles.directory(CacheFolder.path().resolve("aot"));
    }

    private String fingerprint() {
        var parts = new ArrayList<String>();
        parts.add(System.getProperty("java.vm.version"));
        parts.addAll(new JarFolder(jars).contents());
        return Integer.toHexString(parts.hashCode());
    }
}
