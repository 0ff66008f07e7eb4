package io.caelum.launcher.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What {@code up} was told, kept so that the other commands know it too.
 *
 * @param hosts how many compute workers
 * @param driver what their guests are
 */
public record Settings(int portBase, int hosts, DriverKind driver) {

    public static final int DEFAULT_HOSTS = 2;

    public static Settings defaults() {
        return new Settings(PortPlan.DEFAULT_BASE, DEFAULT_HOSTS, DriverKind.SIMULATED);
    }

    public static Settings read(Home home) {
        var file = file(home);
        if (!Files.exists(file)) {
            return defaults();
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Settings(
                Integer.parseInt(properties.getProperty("port-base", Integer.toString(PortPlan.DEFAULT_BASE))),
                Integer.parseInt(properties.getProperty("hosts", Integer.toString(DEFAULT_HOSTS))),
                DriverKind.valueOf(properties.getProperty("driver", DriverKind.SIMULATED.name())));
    }

    public void write(Home home) {
        try {
            Files.writeString(file(home), "port-base=%d\nhosts=%d\ndriver=%s\n".formatted(portBase, hosts, driver));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Home home) {
        return home.root().resolve("settings.properties");
    }

    public PortPlan ports() {
        return new PortPlan(portBase);
    }
}
