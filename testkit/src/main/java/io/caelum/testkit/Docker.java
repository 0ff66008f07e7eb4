package io.caelum.testkit;

import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/**
 * Whether containers are used. {@code CAELUM_TEST_INFRA} says {@code containers} or {@code processes}; where it says
 * nothing they are used if they can be: an engine answers and has the image. Testcontainers itself would try for minutes
 * to pull an image, or its reaper, from a registry that cannot be reached.
 */
final class Docker {

    private static final String SWITCH = "CAELUM_TEST_INFRA";
    private static final String REAPER_SWITCH = "TESTCONTAINERS_RYUK_DISABLED";
    private static final String REAPER = "testcontainers/ryuk:0.13.0";

    private Docker() {}

    static boolean isToRun(String image) {
        return switch (wanted()) {
            case "processes" -> false;
            case "" -> canRun(image);
            case "containers" -> {
                if (!canRun(image)) {
                    throw new IllegalStateException(
                            "%s=containers, but no Docker engine answers that has the images %s and %s (or set %s=true)"
                                    .formatted(SWITCH, image, REAPER, REAPER_SWITCH));
                }
                yield true;
            }
            default -> throw new IllegalStateException(SWITCH + " is neither containers nor processes: " + wanted());
        };
    }

    /** Then servers that run already are not taken. */
    static boolean isDecided() {
        return !wanted().isEmpty();
    }

    private static String wanted() {
        return System.getenv().getOrDefault(SWITCH, "");
    }

    private static boolean canRun(String image) {
        return mayAnswer()
                && DockerClientFactory.instance().isDockerAvailable()
                && isPresent(image)
                && (Boolean.parseBoolean(System.getenv(REAPER_SWITCH)) || isPresent(REAPER));
    }

    private static boolean mayAnswer() {
        return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    }

    private static boolean isPresent(String image) {
        try {
            DockerClientFactory.instance().client().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException absent) {
            return false;
        }
    }
}
