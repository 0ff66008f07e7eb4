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
 * @param leaves the host on which it is, and does not stay; empty for a server that is on none
 */
public record Demand(
        UUID serverId,
        int vcpus,
        int memoryMb,
        int diskGb,
        Optional<String> zone,
        Optional<String> host,
        List<String> tried,
        Optional<String> leaves) {

    public Demand(
            UUID serverId,
            int vcpus,
            int memoryMb,
            int diskGb,
            Optional<String> zone,
            Optional<String> host,
            List<String> tried) {
        this(serverId, vcpus, memoryMb, diskGb, zone, host, tried, Optional.empty());
    }

    public Demand leaving(String from) {
        return new Demand(serverId, vcpus, memoryMb, diskGb, zone, host, tried, Optional.of(from));
    }

    /** @param only the one that will do, if somebody has named one */
    public Demand on(Optional<String> only) {
        return new Demand(serverId, vcpus, memoryMb, diskGb, zone, only, tried, leaves);
    }
}
