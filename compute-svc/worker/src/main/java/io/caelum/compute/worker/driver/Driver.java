package io.caelum.compute.worker.driver;

import io.caelum.platform.contract.compute.BuildRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A way to run guests on this host. Calls block. For one server they come one after the other; for different servers at
 * the same time. Guests outlive this process; whether they run meanwhile is the driver's matter. Those that do not are
 * taken up again when compute control has said that they still belong here: it may have moved them to another host.
 */
public interface Driver {

    /** {@code simulated}, {@code QEMU}: as hypervisor lists show it. */
    String type();

    String version();

    /**
     * Makes the disks and starts the guest.
     *
     * @param image the image's bytes, checked; read-only and only there during this call
     * @throws DriverException if it does not run; something of it may be left, {@link #destroy} takes it away
     * @throws InterruptedException if nobody wants the guest any more; the same holds
     */
    void spawn(BuildRequest build, Optional<Path> image) throws DriverException, InterruptedException;

    /**
     * Stops the guest and removes all that belongs to it. Nothing there is fine.
     *
     * @throws DriverException if something is left
     */
    void destroy(UUID serverId) throws DriverException, InterruptedException;

    /**
     * Lets a guest run again that has lain still since this process began. One that runs is left alone.
     *
     * @throws DriverException if it does not run
     */
    void takeUp(UUID serverId) throws DriverException;

    /** All guests that there are, whether they run or not, also half made ones. */
    List<Guest> list();

    default Optional<Guest> find(UUID serverId) {
        return list().stream()
                .filter(guest -> guest.serverId().equals(serverId))
                .findFirst();
    }
}
