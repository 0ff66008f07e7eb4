package io.caelum.launcher.part;

import java.nio.file.Path;
import java.util.List;

/** A built Quarkus application: {@code target/quarkus-app} of its module. */
public record Application(Path module) {

    public Path folder() {
        return module.resolve("target/quarkus-app");
    }

    public Path jar() {
        return folder().resolve("quarkus-run.jar");
    }

    List<String> arguments() {
        return List.of("-jar", jar().toString());
    }
}
