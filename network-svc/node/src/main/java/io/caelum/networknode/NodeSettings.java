package io.caelum.networknode;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

@ConfigMapping(prefix = "caelum.network-node")
interface NodeSettings {

    /** {@code linux} or {@code simulated}: which packages below {@code router} and {@code dhcp} do the work. */
    @WithDefault("simulated")
    String driver();

    /** What has to outlive the process; each host has a folder of its own in it. */
    @WithDefault("${caelum.network-agent.state-dir:${user.home}/.local/state/caelum/network-agent}/plans")
    Path stateDir();

    /** For files of what runs: short, and open to users other than root, as whom those programs run. */
    @WithDefault("/run/caelum")
    Path runDir();

    /** Before the names of network namespaces, where several clouds share a machine. */
    Optional<String> namespacePrefix();

    @WithDefault("PT10S")
    Duration reportEvery();

    /** How often all that is there is compared with the plans. */
    @WithDefault("PT15S")
    Duration repairEvery();

    /** How often it is looked whether something has ended or waits; rarely, for somebody who wants to see what is broken. */
    @WithDefault("PT1S")
    Duration watchEvery();

    /** How often the plans are compared with those of network control. */
    @WithDefault("PT60S")
    Duration compareEvery();
}
