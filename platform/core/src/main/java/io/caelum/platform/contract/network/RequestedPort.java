package io.caelum.platform.contract.network;

import java.util.Optional;
import java.util.UUID;

/**
 * One entry of {@code networks} in a server request: a network (a port is made on it) or a port of the user's.
 *
 * @param networkId filled in for given ports when resolved
 * @param portId a port that exists; empty to have one made
 * @param fixedIp wanted address; empty for any
 * @param tag device tag
 */
public record RequestedPort(
        Optional<UUID> networkId, Optional<UUID> portId, Optional<String> fixedIp, Optional<String> tag) {}
