package io.caelum.launcher.part;

import io.caelum.launcher.infra.AotCache;
import java.nio.file.Path;
import java.util.List;

/**
 * A built Quarkus application: {@code target/quarkus-app} of its module.
 *
 * @param name the folder of the module in the checkout
 */
public record Application(Path checkout, String name) {

    public Path module() {
        return checkout.resolve(name);
    }

    public Path folder() {
        return module().resolve("target/quarkus-app");
    }

    public Path jar() {
        return folder().resolve("quarkus-run.jar");
    }

    public AotCache aotCache() {
        return new AotCache(name.replace('/', '-'), folder());
    }

    List<String> arguments() {
        return List.of("-jar", jar().toString());
    }
}
