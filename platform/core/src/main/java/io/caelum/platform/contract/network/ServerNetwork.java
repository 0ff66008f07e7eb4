package io.caelum.platform.contract.network;

import java.util.List;

/**
 * How a server is connected.
 *
 * @param ports those that belong to it, on whichever host
 * @param securityGroups names of the groups of all its ports, each group once
 */
public record ServerNetwork(List<BoundPort> ports, List<String> securityGroups) {}
