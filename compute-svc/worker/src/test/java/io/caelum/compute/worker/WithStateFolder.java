package io.caelum.compute.worker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/** A host of its own, called host-a, with an empty state folder. */
public class WithStateFolder implements QuarkusTestResourceLifecycleManager {

    private Path state;

    @Override
    public Map<String, String> start() {
        try {
            state = Files.createTempDirectory("caelum-worker");
            return Map.of(
                    "caelum.worker.state-path",
                    state.toString(),
                    "caelum.host",
                    "host-a",
                    "caelum.worker.vcpus",
                    "7",
                    "caelum.worker.report-period",
                    "PT1S",
                    "caelum.worker.await-agent",
                    "PT0S");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (state == null) {
            return;
        }
        try (var files = Files.walk(state)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
