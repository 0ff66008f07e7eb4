package io.caelum.testkit;

import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/**
 * Whether containers can be used: an engine answers and has the image. Testcontainers itself would try for minutes to
 * pull an image, or its reaper, from a registry that cannot be reached.
 */
final class Docker {

    private static final String REAPER_SWITCH = "TESTCONTAINERS_RYUK_DISABLED";
    private static final String REAPER = "testcontainers/ryuk:0.13.0";

    private Docker() {}

    static boolean has(String image) {
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
