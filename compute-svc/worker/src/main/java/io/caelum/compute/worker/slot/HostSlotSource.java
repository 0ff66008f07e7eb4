package io.caelum.compute.worker.slot;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Where {@code caelum.worker.hosts-dir} is set, the host and its folder come from there unless they are named. */
public final class HostSlotSource implements ConfigSourceFactory {

    private static final String FOLDER = "caelum.worker.hosts-dir";
    /** Above the defaults of the application, below what somebody sets for this process. */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue folder = context.getValue(FOLDER);
        if (folder == null || folder.getValue() == null || folder.getValue().isBlank()) {
            return List.of();
        }
        HostSlot slot = HostSlot.in(Path.of(folder.getValue()));
        return List.of(new PropertiesConfigSource(
                Map.of(
                        "caelum.host",
                        slot.name(),
                        "caelum.state-dir",
                        slot.state().toString(),
                        "caelum.worker.host-ip",
                        address()),
                "the host's folder",
                ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    private static String address() {
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            return "127.0.0.1";
        }
    }
}
