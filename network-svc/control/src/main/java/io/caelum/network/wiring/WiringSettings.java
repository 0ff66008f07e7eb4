package io.caelum.network.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "caelum.network")
interface WiringSettings {

    /** How long an agent has to report a port before it is told again. */
    @WithDefault("PT3S")
    Duration wireRepeatAfter();

    /** How long a port that could not be wired waits for the next try. */
    @WithDefault("PT30S")
    Duration wireRetryAfterError();
}
