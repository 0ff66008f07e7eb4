package io.caelum.launcher.part;

import io.caelum.launcher.infra.AotCache;
import io.caelum.launcher.infra.JarFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Quarkus application. It is built in {@code target/quarkus-app} of its module, but run from a folder of the stack's
 * own: a build, or the tests, must not change jars under running processes.
 *
 * @param name the folder of the module in the checkout
 * @param installed where it is run
 */
public record Application(Path checkout, String name, Path installed) {

    public Path module() {
        return checkout.resolve(name);
    }

    public boolean isBuilt() {
        return Files.exists(built().resolve("quarkus-run.jar"));
    }

    /** True if what would be run is what was built last. */
    public boolean isInstalled() {
        return new JarFolder(installed).contents().equals(new JarFolder(built()).contents());
    }

    /** Takes what was built; nothing may run from the old one any more. */
    public void install() {
        new JarFolder(built()).installIn(installed);
    }

    public Path jar() {
        return installed.resolve("quarkus-run.jar");
    }

    public AotCache aotCache() {
        return new AotCache(name.replace('/', '-'), installed);
    }

    private Path built() {
        return module().resolve("target/quarkus-app");
    }

    List<String> arguments() {
        return List.of("-jar", jar().toString());
    }
}
