package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.qemu.disk.Disks;
import io.caelum.compute.worker.driver.qemu.process.GuestProcesses;
import io.caelum.compute.worker.driver.qemu.process.Programs;
import io.caelum.compute.worker.driver.qemu.process.QemuUser;
import io.caelum.networkagent.host.HostNamespace;
import io.caelum.platform.contract.compute.DiskOffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Gives the disks of guests that are off to other hosts, as network block devices that can only be read. Each goes when its
 * first reader does; those that nobody reads go with the next thing that is done to the guest.
 */
final class DiskOffers {

    private static final Duration TO_LISTEN = Duration.ofSeconds(10);

    private final Disks disks;
    private final QemuUser user;
    private final HostNamespace namespace;
    private final GuestProcesses processes;
    private final String address;

    /** @param address at which other hosts reach this one */
    DiskOffers(Disks disks, QemuUser user, HostNamespace namespace, GuestProcesses processes, String address) {
        this.disks = disks;
        this.user = user;
        this.namespace = namespace;
        this.processes = processes;
        this.address = address;
    }

    /** The guest has no process, and nobody else offers its disks. */
    List<DiskOffer.Disk> of(QemuGuest guest, Path folder) throws DriverException, InterruptedException {
        var offers = new ArrayList<DiskOffer.Disk>();
        for (var disk : disks.writable(folder)) {
            String export = UUID.randomUUID().toString();
            int port = FreePort.onAny(free -> listen(guest, folder, disk.name(), export, free));
            offers.add(new DiskOffer.Disk(disk.name(), disk.bytes(), address, port, export));
        }
        return offers;
    }

    /** The program goes on in the background from when it listens, and says so by its end in the foreground. */
    private void listen(QemuGuest guest, Path folder, String disk, String export, int port)
            throws DriverException, InterruptedException {
        var command = List.of(
                "qemu-nbd",
                "--fork",
                "--read-only",
                "--shared=1",
                "--bind=" + address,
                "--port=" + port,
                "--export-name=" + export,
                "--description",
                processes.disksName(guest.serverId()),
                "--image-opts",
                Disks.chain(disk, guest.base()));
        Programs.run(folder, namespace.inside(user.as(command)), TO_LISTEN);
    }
}
