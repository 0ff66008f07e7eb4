package io.caelum.network.port;

/** As the API shows it. */
public enum PortStatus {
    /** Not bound, or nothing was tried yet. */
    DOWN,
    /** Bound; its host's agent has been told to wire it. */
    BUILD,
    /** Wired. */
    ACTIVE,
    /** The agent could not wire it. */
    ERROR
}
