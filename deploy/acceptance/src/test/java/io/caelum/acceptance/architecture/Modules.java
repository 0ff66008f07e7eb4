package io.caelum.acceptance.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The classes of this build, as they were compiled, module by module. */
final class Modules {

    static final List<String> PLATFORM = List.of("platform/core", "platform/web", "platform/data");
    static final List<String> SERVICES = List.of(
            "identity-svc",
            "image-svc",
            "compute-svc/control",
            "compute-svc/worker",
            "network-svc/control",
            "network-svc/agent",
            "network-svc/node",
            "api-gateway");
    static final List<String> ALL =
            Stream.concat(PLATFORM.stream(), SERVICES.stream()).toList();
    /** What runs on hosts, which hold no database and no credential of one. */
    static final List<String> ON_HOSTS = List.of("compute-svc/worker", "network-svc/agent", "network-svc/node");

    private static final Map<String, JavaClasses> IMPORTED = new LinkedHashMap<>();

    private static final Map<List<String>, JavaClasses> TOGETHER = new LinkedHashMap<>();

    private Modules() {}

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("deploy/stack"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    static synchronized JavaClasses of(String module) {
        return IMPORTED.computeIfAbsent(module, Modules::compiled);
    }

    static synchronized JavaClasses all(Collection<String> modules) {
        return TOGETHER.computeIfAbsent(List.copyOf(modules), Modules::together);
    }

    private static JavaClasses together(List<String> modules) {
        return new ClassFileImporter()
                .importPaths(modules.stream().map(Modules::classes).toList());
    }

    /** The tests of a module; none where it has none. */
    static JavaClasses testsOf(String module) {
        return new ClassFileImporter().importPath(root().resolve(module).resolve("target/test-classes"));
    }

    private static JavaClasses compiled(String module) {
        return new ClassFileImporter().importPath(classes(module));
    }

    /** A module without classes would pass every rule. */
    private static Path classes(String module) {
        Path classes = root().resolve(module).resolve("target/classes/io/caelum");
        if (!Files.isDirectory(classes)) {
            throw new IllegalStateException(module + " has not been compiled: build it first");
        }
        return classes;
    }
}
