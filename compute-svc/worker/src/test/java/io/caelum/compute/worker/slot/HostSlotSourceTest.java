package io.caelum.compute.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSlotSourceTest {

    @Test
    void theHostAndItsFolderComeFromTheSlot(@TempDir Path folder) {
        SmallRyeConfig config = configured(Map.of("caelum.worker.hosts-dir", folder.toString()));

        assertThat(config.getValue("caelum.host", String.class)).isEqualTo("compute-1");
        assertThat(config.getValue("caelum.state-dir", Path.class)).isEqualTo(folder.resolve("compute-1"));
    }

    @Test
    void aNamedHostKeepsItsName(@TempDir Path folder) {
        SmallRyeConfig config =
                configured(Map.of("caelum.worker.hosts-dir", folder.toString(), "caelum.host", "rack-7"));

        assertThat(config.getValue("caelum.host", String.class)).isEqualTo("rack-7");
    }

    @Test
    void withoutAFolderNothingIsTaken() {
        assertThat(configured(Map.of()).getOptionalValue("caelum.host", String.class))
                .isEmpty();
    }

    private static SmallRyeConfig configured(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(new HashMap<>(environment), "the environment", 300))
                .withSources(new HostSlotSource())
                .build();
    }
}
