package io.caelum.compute.scheduler;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a server needs of a host.
 *
 * @param zone empty for any
 * @param host the only one that will do; empty for any
 * @param tried hosts that have failed to build it
 */
public record Demand(
        UUID serverId,
        int vcpus,
        int memoryMb,
        int diskGb,
        Optional<String> zone,
        Optional<String> host,
        List<String> tried) {}
