package io.caelum.platform.contract.compute;

import java.util.List;

/**
 * A guest that goes to another host while it runs.
 *
 * @param hypervisorType of the host that it leaves; only one of the same kind takes it
 * @param size the guest's
 * @param disks all that it can write to
 */
public record Traveller(String hypervisorType, DiskOffer.Size size, List<Disk> disks) {

    /** @param bytes as the guest sees it */
    public record Disk(String name, long bytes) {}
}
