package io.caelum.acceptance.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tests that drive Debian's Chromium, written for Node.js's own test runner. */
public final class Browser {

    private static final Path FOLDER = Path.of("src", "test", "browser").toAbsolutePath();
    private static final Duration INSTALL_BOUND = Duration.ofMinutes(5);
    private static final Duration TEST_BOUND = Duration.ofMinutes(10);

    private final Map<String, String> environment;

    private Browser(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @param user what tells OpenStack's clients who works */
    public static Browser of(Map<String, String> user, String gateway) {
        var environment = new HashMap<>(user);
        environment.put("CAELUM_GATEWAY", gateway);
        return new Browser(environment);
    }

    /** Runs the tests of one file; what they are told comes in pairs. */
    public void run(String file, String... told) {
        if (!Files.isDirectory(FOLDER.resolve("node_modules/playwright-core"))) {
            npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        }
        var whole = new HashMap<>(environment);
        for (int i = 0; i < told.length; i += 2) {
            whole.put(told[i], told[i + 1]);
        }
        Program.run(
                        TEST_BOUND,
                        whole,
                        List.of("node", "--test", FOLDER.resolve(file).toString()))
                .orThrow();
    }

    private static void npm(String... arguments) {
        var command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(arguments));
        // in the folder: with --prefix npm would not read the settings of this machine
        Program.run(FOLDER, INSTALL_BOUND, Map.of(), command).orThrow();
    }
}
