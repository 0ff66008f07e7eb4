package io.caelum.network.node;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "caelum.network.node")
interface NodeSettings {

    /** Changes within this time make one plan. */
    @WithDefault("PT0.1S")
    Duration gatherFor();

    /** How long an agent has to confirm a plan before it is told again. */
    @WithDefault("PT5S")
    Duration repeatAfter();

    /** How long an agent that could not keep a plan is left alone. */
    @WithDefault("PT30S")
    Duration retryAfterError();

    /** How often what was confirmed is compared with the rows. */
    @WithDefault("PT1M")
    Duration compareEvery();

    /** Silent for so long, an agent's routers and networks go to another one, if there is one. */
    @WithDefault("PT75S")
    Duration moveAfter();
}
