package io.caelum.platform.context;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Gives {@code caelum.host} the name of the machine where nothing else is configured. */
public final class MachineDefaults implements ConfigSource {

    private static final String HOST = "caelum.host";
    private static final int BELOW_EVERYTHING = -1000;

    private final Map<String, String> values = Map.of(HOST, machineName());

    private static String machineName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public String getValue(String name) {
        return values.get(name);
    }

    @Override
    public String getName() {
        return "the machine";
    }

    @Override
    public int getOrdinal() {
        return BELOW_EVERYTHING;
    }
}
