package io.caelum.compute.server.boot;

import io.caelum.compute.scheduler.HostState;
import io.caelum.platform.contract.network.BoundPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the boot has found out so far.
 *
 * @param host the host of the present try
 * @param startBefore the host may start the guest without asking again until then
 * @param generation counts the tries
 * @param failures earlier tries, in order
 * @param heard how many signals came before the ports were bound: what they say about ports is void
 * @param ports as bound to the host
 */
public record BootData(
        BootOrder order,
        Optional<String> host,
        Optional<String> zone,
        Optional<Instant> startBefore,
        long generation,
        List<Try> failures,
        int heard,
        List<BoundPort> ports) {

    /**
     * A try that failed.
     *
     * @param generation of the guest that the host may have been told to build
     */
    public record Try(String host, long generation, String reason) {}

    public static BootData of(BootOrder order) {
        return new BootData(order, Optional.empty(), Optional.empty(), Optional.empty(), 0, List.of(), 0, List.of());
    }

    BootData placed(HostState on, long generation) {
        return new BootData(
                order,
                Optional.of(on.name()),
                Optional.of(on.zone()),
                Optional.of(on.startBefore()),
                generation,
                failures,
                heard,
                List.of());
    }

    /** @param heard what came before the ports were bound to this host is about another one */
    BootData bound(List<BoundPort> ports, int heard) {
        return new BootData(order, host, zone, startBefore, generation, failures, heard, ports);
    }

    /** The host stays named until the steps on it are undone. */
    BootData failed(String reason) {
        var more = new ArrayList<>(failures);
        more.add(new Try(host.orElse("?"), generation, reason));
        return new BootData(order, host, zone, startBefore, generation, more, heard, ports);
    }

    List<String> triedHosts() {
        return failures.stream().map(Try::host).toList();
    }
}
