package io.caelum.compute.scheduler;

import java.time.Instant;
import java.util.Optional;

/**
 * A host as the scheduler sees it.
 *
 * @param up it has reported lately and nobody has forced it down
 * @param startBefore until then it may start a guest without asking
 * @param vcpus how many may be given out in all, overcommitment included; the same for memory and disk
 */
public record HostState(
        String name,
        String zone,
        boolean up,
        Instant startBefore,
        Optional<String> disabled,
        int vcpus,
        int vcpusUsed,
        int memoryMb,
        int memoryMbUsed,
        int diskGb,
        int diskGbUsed) {

    int freeVcpus() {
        return vcpus - vcpusUsed;
    }

    int freeMemoryMb() {
        return memoryMb - memoryMbUsed;
    }

    int freeDiskGb() {
        return diskGb - diskGbUsed;
    }
}
