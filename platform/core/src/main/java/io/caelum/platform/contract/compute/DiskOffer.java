package io.caelum.platform.contract.compute;

import java.util.List;

/**
 * Disks that a host gives to another one to read, once and soon.
 *
 * @param hypervisorType of the host that offers; only one of the same kind can use them
 * @param size the guest's
 * @param disks all that the guest can write to; none for guests that keep nothing on their host
 */
public record DiskOffer(String hypervisorType, Size size, List<Disk> disks) {

    /**
     * @param memoryMb MiB
     * @param rootGb GiB; 0 means as large as the image
     */
    public record Size(int vcpus, int memoryMb, int rootGb, int ephemeralGb, int swapMb) {}

    /**
     * @param name as the guest's host calls it: {@code disk}, {@code ephemeral}, {@code swap}
     * @param bytes as the guest sees it
     * @param address of a network block device
     * @param export its name there, which nobody guesses
     */
    public record Disk(String name, long bytes, String address, int port, String export) {

        @Override
        public String toString() {
            return "Disk[name=" + name + ", bytes=" + bytes + ", address=" + address + ", port=" + port
                    + ", export=***]";
        }
    }
}
