package io.caelum.compute.scheduler;

import java.util.function.ToDoubleFunction;

/** What makes one fitting host better than another; each counts from 0 (worst of all) to 1 (best of all). */
enum HostWeigher {
    FREE_MEMORY(HostState::freeMemoryMb),
    FREE_VCPUS(HostState::freeVcpus),
    FREE_DISK(HostState::freeDiskGb);

    private final ToDoubleFunction<HostState> measure;

    HostWeigher(ToDoubleFunction<HostState> measure) {
        this.measure = measure;
    }

    double measure(HostState host) {
        return measure.applyAsDouble(host);
    }
}
