package io.caelum.network.wiring;

import java.time.Instant;
import java.util.Optional;

/**
 * That a port is on a host from now on.
 *
 * @param generation greater than that of every binding before, of any port
 * @param mechanism how the host's agent wires; empty if it has no agent that lives
 * @param repeatAt when the agent is told again, unless it has reported by then
 */
public record HostBinding(String host, long generation, Optional<String> mechanism, Instant repeatAt) {}
