package io.caelum.platform.contract.compute;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a host has and what runs on it.
 *
 * @param hypervisorType {@code simulated} or {@code QEMU}
 * @param memoryMb MiB in all
 * @param diskGb GiB in all
 * @param reportedAt by the host's own clock: of two reports of one host the later one counts, in whatever order they come
 * @param guests ids of all guests, with their generation
 */
public record HostReport(
        String host,
        String hypervisorType,
        String hypervisorVersion,
        String hostIp,
        int vcpus,
        int memoryMb,
        int diskGb,
        Instant startedAt,
        Optional<Instant> reportedAt,
        List<Guest> guests) {

    /** @param powerState as Nova counts: 0 none, 1 running, 3 paused, 4 shut down, 6 crashed, 7 suspended */
    public record Guest(UUID serverId, long generation, int powerState) {}
}
