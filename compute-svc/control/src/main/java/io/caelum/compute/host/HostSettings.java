package io.caelum.compute.host;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How hosts are watched and how far they are filled. */
@ConfigMapping(prefix = "caelum.compute.hosts")
public interface HostSettings {

    /** A host that has not reported for so long is down. */
    @WithDefault("30s")
    Duration downAfter();

    /** Virtual CPUs given out for each real one. */
    @WithDefault("4.0")
    double cpuAllocationRatio();

    @WithDefault("1.0")
    double memoryAllocationRatio();

    @WithDefault("1.0")
    double diskAllocationRatio();
}
