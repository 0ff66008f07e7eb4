package io.caelum.compute.worker.driver.qemu.process;

import io.caelum.compute.worker.driver.GuestSize;

/**
 * What a guest's process may take of the machine.
 *
 * @param memoryBytes with all that QEMU itself needs
 * @param processes threads count
 * @param cpus of the guest
 */
public record Limits(long memoryBytes, int processes, int cpus) {

    static final long PERIOD_MICROS = 100_000;
    private static final long MIB = 1 << 20;
    /** Devices, disk requests, the screen and the code of QEMU; measured at 80 to 110 MiB. */
    private static final long OVERHEAD_MIB = 320;
    /** QEMU handles disk requests in up to 64 threads. */
    private static final int THREADS = 96;

    /** @param translationMib what translated code may take; 0 where the processor runs the guest's own */
    public static Limits of(GuestSize size, int translationMib) {
        long memory = (size.memoryMb() + translationMib + OVERHEAD_MIB) * MIB;
        return new Limits(memory, THREADS + size.vcpus(), size.vcpus());
    }

    /** Within a period: the guest's processors, and half of one more for its devices. */
    long cpuMicros() {
        return PERIOD_MICROS * cpus + PERIOD_MICROS / 2;
    }
}
