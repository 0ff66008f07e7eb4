package io.caelum.network.agent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "caelum.network")
public interface AgentSettings {

    /** An agent reports every 10 s; silent for so long, it is shown as down and gets no new ports. */
    @WithDefault("PT35S")
    Duration agentDownAfter();
}
