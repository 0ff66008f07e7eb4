package io.caelum.networkagent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

@ConfigMapping(prefix = "caelum.network-agent")
interface AgentSettings {

    /** Which package below {@code mechanism} connects the ports. */
    @WithDefault("simulated")
    String mechanism();

    /** What has to outlive the process; each host has a folder of its own in it. */
    @WithDefault("${user.home}/.local/state/caelum/network-agent")
    Path stateDir();

    @WithDefault("PT10S")
    Duration reportEvery();

    /** How often all that is wired is compared with all that should be. */
    @WithDefault("PT20S")
    Duration compareEvery();
}
