package io.caelum.network.floatingip;

import java.util.UUID;

/** An address of a port, and the router by which it is reached from an external network. */
record Target(UUID portId, String ip, UUID routerId) {}
