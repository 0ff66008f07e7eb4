package io.caelum.network.port;

import java.util.Locale;

/** How a port is connected on its host. */
enum VifType {
    UNBOUND,
    /** The host has no agent that lives. */
    BINDING_FAILED,
    OVS,
    /** By the simulated mechanism: an interface that exists in a record only. */
    TAP;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a host whose agent has that mechanism makes of a port. */
    static VifType ofMechanism(String mechanism) {
        return mechanism.equals("ovs") ? OVS : TAP;
    }
}
