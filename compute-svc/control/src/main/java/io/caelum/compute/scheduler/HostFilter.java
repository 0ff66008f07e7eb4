package io.caelum.compute.scheduler;

import java.util.Optional;
import java.util.function.BiFunction;

/** What a host must be; the first filter that refuses it is the reason which the user reads. */
enum HostFilter {
    ASKED_FOR((host, demand) ->
            is(demand.host().filter(name -> !name.equals(host.name())).isPresent(), "not the host asked for")),
    ZONE((host, demand) ->
            is(demand.zone().filter(name -> !name.equals(host.zone())).isPresent(), "in another availability zone")),
    ANOTHER((host, demand) ->
            is(demand.leaves().filter(name -> name.equals(host.name())).isPresent(), "the one where it is")),
    NOT_TRIED((host, demand) -> is(demand.tried().contains(host.name()), "failed to build it before")),
    ENABLED((host, demand) -> is(host.disabled().isPresent(), "disabled")),
    UP((host, demand) -> is(!host.up(), "down")),
    MEMORY((host, demand) -> shortOf("memory", demand.memoryMb() - host.freeMemoryMb(), "MiB")),
    VCPUS((host, demand) -> shortOf("vCPUs", demand.vcpus() - host.freeVcpus(), "")),
    DISK((host, demand) -> shortOf("disk", demand.diskGb() - host.freeDiskGb(), "GiB"));

    private final BiFunction<HostState, Demand, Optional<Refusal>> rule;

    HostFilter(BiFunction<HostState, Demand, Optional<Refusal>> rule) {
        this.rule = rule;
    }

    Optional<Refusal> refuses(HostState host, Demand demand) {
        return rule.apply(host, demand);
    }

    /** The first reason against a host; empty if it fits. */
    static Optional<Refusal> firstRefusal(HostState host, Demand demand) {
        for (HostFilter filter : values()) {
            Optional<Refusal> refusal = filter.refuses(host, demand);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> is(boolean so, String what) {
        return so ? Optional.of(new Refusal.Is(what)) : Optional.empty();
    }

    private static Optional<Refusal> shortOf(String resource, int by, String unit) {
        return by > 0 ? Optional.of(new Refusal.Short(resource, by, unit)) : Optional.empty();
    }
}
