package io.caelum.networkagent.mechanism.simulated;

import io.caelum.networkagent.mechanism.WiringFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * How a simulated operation goes, read anew each time from a file that tests and operators write: {@code
 * wire.latency-ms}, {@code wire.failure} (why it fails; none if empty), and the same for {@code unwire}.
 */
final class Behaviour {

    static final String FILE = "behaviour.properties";

    private final Path file;

    Behaviour(Path file) {
        this.file = file;
    }

    void act(String operation) throws WiringFailed {
        Properties wanted = read();
        pause(Long.parseLong(wanted.getProperty(operation + ".latency-ms", "0").strip()));
        String failure = wanted.getProperty(operation + ".failure", "").strip();
        if (!failure.isEmpty()) {
            throw new WiringFailed(failure);
        }
    }

    private Properties read() {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (NoSuchFileException none) {
            // the usual case: at once and without failures
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static void pause(long millis) throws WiringFailed {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WiringFailed("interrupted", e);
        }
    }
}
