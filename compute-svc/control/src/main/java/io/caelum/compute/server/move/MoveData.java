package io.caelum.compute.server.move;

import io.caelum.compute.scheduler.HostState;
import io.caelum.compute.server.boot.BootData.Try;
import io.caelum.compute.server.boot.BootOrder;
import io.caelum.platform.contract.network.BoundPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the move has found out so far.
 *
 * @param from where the server was; empty if it had no host any more
 * @param fromGeneration of the guest that may be left there
 * @param wantedHost the only one that will do, where an administrator named one
 * @param order empty until it is known what to build
 * @param host the host of the present try
 * @param startBefore as in {@link io.caelum.compute.server.boot.BootData}
 * @param generation of the guest that is built there; 0 as long as the server is where it was
 * @param failures earlier tries, in order
 * @param heard how many signals came before the ports were bound: what they say about ports is void
 * @param ports as bound to the host
 */
public record MoveData(
        Optional<String> from,
        long fromGeneration,
        Optional<String> wantedHost,
        Optional<BootOrder> order,
        Optional<String> host,
        Optional<String> zone,
        Optional<Instant> startBefore,
        long generation,
        List<Try> failures,
        int heard,
        List<BoundPort> ports) {

    static MoveData away(Optional<String> from, long fromGeneration, Optional<String> to) {
        return new MoveData(
                from,
                fromGeneration,
                to,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                List.of(),
                0,
                List.of());
    }

    MoveData ordered(BootOrder what) {
        return new MoveData(
                from,
                fromGeneration,
                wantedHost,
                Optional.of(what),
                host,
                zone,
                startBefore,
                generation,
                failures,
                heard,
                ports);
    }

    MoveData placed(HostState on, long newGeneration) {
        return new MoveData(
                from,
                fromGeneration,
                wantedHost,
                order,
                Optional.of(on.name()),
                Optional.of(on.zone()),
                Optional.of(on.startBefore()),
                newGeneration,
                failures,
                heard,
                List.of());
    }

    /** @param count what came before the ports were bound to this host is about another one */
    MoveData bound(List<BoundPort> bound, int count) {
        return new MoveData(
                from, fromGeneration, wantedHost, order, host, zone, startBefore, generation, failures, count, bound);
    }

    /** The host stays named until the steps on it are undone. */
    MoveData failed(String reason) {
        var more = new ArrayList<>(failures);
        more.add(new Try(host.orElse("?"), generation, reason));
        return new MoveData(
                from, fromGeneration, wantedHost, order, host, zone, startBefore, generation, more, heard, ports);
    }

    List<String> triedHosts() {
        return failures.stream().map(Try::host).toList();
    }

    boolean hasLeft() {
        return generation > 0;
    }
}
