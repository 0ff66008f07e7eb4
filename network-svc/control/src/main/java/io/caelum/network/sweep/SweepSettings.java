package io.caelum.network.sweep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "caelum.network")
interface SweepSettings {

    /** Pause between two rounds. */
    @WithDefault("PT1S")
    Duration sweepEvery();
}
