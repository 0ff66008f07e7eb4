package io.caelum.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What tests with real networks and guests need of the machine: root, and programs that {@code deploy/stack test} installs.
 * Where something is missing they fail, so that nobody takes a machine that lacks it for one that passes. The property
 * {@value #LEAVE_OUT} leaves them out.
 */
public final class RealHost {

    static final String LEAVE_OUT = "caelum.test.without-root";

    private RealHost() {}

    /** For the start of a test or of its class. A name with a slash is a file that must exist, another one a program. */
    public static void demand(String... programs) {
        Assumptions.assumeFalse(Boolean.getBoolean(LEAVE_OUT), "left out, as " + LEAVE_OUT + " asks");
        if (!"root".equals(System.getProperty("user.name"))) {
            lacks("root");
        }
        for (String program : programs) {
            if (!isThere(program)) {
                lacks(program);
            }
        }
    }

    private static boolean isThere(String program) {
        if (program.contains("/")) {
            return Files.exists(Path.of(program));
        }
        return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static void lacks(String what) {
        Assertions.fail(
                "This test needs %s: `deploy/stack test`, as root, installs what is missing; -D%s=true leaves it out"
                        .formatted(what, LEAVE_OUT));
    }
}
