package io.caelum.platform.contract.compute;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A guest that goes to another host while it runs.
 *
 * @param hypervisorType of the host that it leaves; only one of the same kind takes it
 * @param size the guest's
 * @param disks all that it can write to
 * @param cards its network cards: each has to sit there where it sits here
 */
public record Traveller(String hypervisorType, DiskOffer.Size size, List<Disk> disks, List<Card> cards) {

    /** @param bytes as the guest sees it */
    public record Disk(String name, long bytes) {}

    /** @param slot on the machine's bus; empty for wherever there is room */
    public record Card(UUID portId, Optional<Integer> slot) {}
}
