package io.caelum.compute.heal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "caelum.compute")
interface HealSettings {

    /** Pause between two rounds; zero for none at all. */
    @WithDefault("10s")
    Duration healEvery();
}
