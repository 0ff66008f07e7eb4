package io.caelum.compute.worker.driver;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What another host has to know of a guest to take it in while it runs.
 *
 * @param disks all that the guest can write to
 * @param cards its network cards: each has to sit there where it sits here
 */
public record Departing(long generation, GuestSize size, List<Disk> disks, List<Card> cards) {

    /** @param bytes as the guest sees it */
    public record Disk(String name, long bytes) {}

    /** @param slot on the machine's bus; empty for wherever there is room */
    public record Card(UUID portId, Optional<Integer> slot) {}
}
