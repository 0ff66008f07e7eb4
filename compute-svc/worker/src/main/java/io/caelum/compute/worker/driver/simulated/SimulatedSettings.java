package io.caelum.compute.worker.driver.simulated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.jboss.logging.Logger;

/**
 * How simulated guests behave, as {@code simulated.properties} says:
 *
 * <pre>
 * spawn-latency-ms=1500       how long it takes until a guest runs
 * destroy-latency-ms=200      how long it takes until it is gone
 * fail-spawn=No more luck.    guests do not start, for this reason
 * fail-spawn-count=2          only so many times; then they start
 * fail-destroy=It hangs.      guests do not go, for this reason
 * fail-order=It is stuck.     nothing can be done to guests that are there, for this reason
 * </pre>
 *
 * Without the file everything works and takes no time.
 */
record SimulatedSettings(
        Duration spawnLatency,
        Duration destroyLatency,
        Optional<String> failSpawn,
        Optional<Integer> failSpawnCount,
        Optional<String> failDestroy,
        Optional<String> failOrder) {

    private static final Logger LOG = Logger.getLogger(SimulatedSettings.class);

    static SimulatedSettings read(Path file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException absent) {
            // then everything works
        } catch (IOException | IllegalArgumentException e) {
            LOG.warnf("%s cannot be read and is passed over: %s", file, e.getMessage());
        }
        return new SimulatedSettings(
                Duration.ofMillis(number(properties, "spawn-latency-ms").orElse(0)),
                Duration.ofMillis(number(properties, "destroy-latency-ms").orElse(0)),
                text(properties, "fail-spawn"),
                number(properties, "fail-spawn-count"),
                text(properties, "fail-destroy"),
                text(properties, "fail-order"));
    }

    private static Optional<String> text(Properties properties, String key) {
        return Optional.ofNullable(properties.getProperty(key))
                .map(String::trim)
                .filter(text -> !text.isEmpty());
    }

    private static Optional<Integer> number(Properties properties, String key) {
        return text(properties, key).flatMap(text -> parse(key, text));
    }

    private static Optional<Integer> parse(String key, String text) {
        try {
            return Optional.of(Math.max(0, Integer.parseInt(text)));
        } catch (NumberFormatException e) {
            LOG.warnf("%s in simulated.properties is no whole number: %s", key, text);
            return Optional.empty();
        }
    }
}
