package io.caelum.compute.server.move;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the servers of a host that has said goodbye are moved to other hosts. */
@ConfigMapping(prefix = "caelum.compute")
interface MoveSettings {

    /**
     * How long a host that has said goodbye may take to come back before its servers are moved; 0 for never. Longer than
     * its restart takes. Only servers whose guests keep nothing on their host are moved.
     */
    @WithDefault("20s")
    Duration evacuateAfter();

    /**
     * How long this process must have been able to hear hosts before it takes one for gone: after a start of everything
     * the hosts come back one after the other.
     */
    @WithDefault("60s")
    Duration evacuateSettle();

    /** How long it takes until a server is tried again for which no host was found. */
    @WithDefault("2m")
    Duration evacuateRetry();
}
