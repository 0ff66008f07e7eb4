package io.caelum.compute.worker.driver;

import java.util.List;

/**
 * What another host has to know of a guest to take it in while it runs.
 *
 * @param disks all that the guest can write to
 */
public record Departing(long generation, GuestSize size, List<Disk> disks) {

    /** @param bytes as the guest sees it */
    public record Disk(String name, long bytes) {}
}
