package io.caelum.compute.server.resize;

import io.caelum.compute.server.boot.BootOrder;
import io.caelum.platform.contract.compute.GuestOrder;
import io.caelum.platform.contract.network.BoundPort;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a move has found out so far.
 *
 * @param from the host that the server leaves
 * @param ran whether its guest ran when it began
 * @param off the order to switch the guest off
 * @param onAgain the order to switch it on again if the move comes to nothing; its number is the next one
 * @param order what the guest is to be on the other host
 * @param wantedHost the only one that will do, where an administrator named one
 * @param host the other host; empty until one was found
 * @param generation of the guest there
 * @param heard how many signals came before the ports were bound there: what they say about ports is void
 * @param ports as bound there
 */
record ResizeData(
        Moving why,
        UUID migration,
        String from,
        Optional<String> fromZone,
        boolean ran,
        GuestOrder off,
        GuestOrder onAgain,
        BootOrder order,
        Optional<String> wantedHost,
        Optional<String> host,
        Optional<String> zone,
        long generation,
        int heard,
        List<BoundPort> ports) {

    ResizeData placed(String newHost, String newZone, long newGeneration) {
        return new ResizeData(
                why,
                migration,
                from,
                fromZone,
                ran,
                off,
                onAgain,
                order,
                wantedHost,
                Optional.of(newHost),
                Optional.of(newZone),
                newGeneration,
                heard,
                ports);
    }

    ResizeData bound(List<BoundPort> bound, int count) {
        return new ResizeData(
                why,
                migration,
                from,
                fromZone,
                ran,
                off,
                onAgain,
                order,
                wantedHost,
                host,
                zone,
                generation,
                count,
                bound);
    }
}
