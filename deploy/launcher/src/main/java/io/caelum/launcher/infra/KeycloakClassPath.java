package io.caelum.launcher.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keycloak's jars in the order in which its own loader looks into them. Given to the Java machine as a plain class path
 * they can come from an {@link AotCache}; through that loader they cannot.
 */
final class KeycloakClassPath {

    private KeycloakClassPath() {}

    static String of(Path distribution) {
        var lib = distribution.resolve("lib");
        return Stream.of(
                        Stream.of(
                                lib.resolve("quarkus/transformed-bytecode.jar"),
                                lib.resolve("quarkus/generated-bytecode.jar"),
                                lib.resolve("app/keycloak.jar")),
                        jars(lib.resolve("lib/main")),
                        jars(lib.resolve("lib/boot")))
                .flatMap(paths -> paths)
                .map(Path::toString)
                .collect(Collectors.joining(":"));
    }

    private static Stream<Path> jars(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
