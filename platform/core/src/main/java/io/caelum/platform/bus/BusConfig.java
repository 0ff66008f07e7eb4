package io.caelum.platform.bus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where the broker is and how its queues are made. Must agree for all processes on one virtual host. */
@ConfigMapping(prefix = "caelum.bus")
interface BusConfig {

    /** oslo.messaging's form: {@code rabbit://user:pass@host:port,user:pass@host2:port/vhost?option=value}. */
    @WithDefault("rabbit://guest:guest@127.0.0.1:8772/")
    String url();

    /** The control exchange on which this service tells notifications: nova, neutron, glance, keystone. */
    Optional<String> exchange();

    /** Topic and notification queues survive a restart of the broker. */
    @WithDefault("false")
    boolean durable();

    /** Topic and notification queues are replicated over the nodes of a broker cluster. */
    @WithDefault("false")
    boolean quorum();
}
