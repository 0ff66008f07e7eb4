package io.caelum.compute.worker.driver;

import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.DiskOffer;
import io.caelum.platform.contract.compute.Landing;
import io.caelum.platform.contract.compute.Traveller;
import io.caelum.platform.contract.network.BoundPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.IntConsumer;

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

    /**
     * Switches a guest off. One that is off already is left alone.
     *
     * @param patience how long it may take to shut down by itself after it was asked to; zero to pull the plug
     * @throws DriverException if it runs still, or there is no such guest
     */
    void stop(UUID serverId, Duration patience) throws DriverException, InterruptedException;

    /** Switches a guest on that is off. One that runs is left alone. */
    void start(UUID serverId) throws DriverException, InterruptedException;

    /**
     * Lets a guest begin anew, whatever it does now.
     *
     * @param patience as for {@link #stop}; zero for a hard reboot
     */
    void reboot(UUID serverId, Duration patience) throws DriverException, InterruptedException;

    /** Holds a running guest; its memory stays where it is. One that is paused is left alone. */
    void pause(UUID serverId) throws DriverException;

    void unpause(UUID serverId) throws DriverException;

    /** Writes a running guest's memory to disk and switches it off. One that is suspended is left alone. */
    void suspend(UUID serverId) throws DriverException, InterruptedException;

    /** Lets a suspended guest go on where it was. */
    void resume(UUID serverId) throws DriverException, InterruptedException;

    /**
     * Gives a guest that is off another size. Disks only grow.
     *
     * @param size what it shall have from its next start on
     */
    void resize(UUID serverId, GuestSize size) throws DriverException, InterruptedException;

    /**
     * Puts a new root disk, made from the image, in the place of the old one; the guest is off before and after. Everything
     * else of it stays.
     *
     * @param image as for {@link #spawn}
     */
    void rebuild(BuildRequest build, Optional<Path> image) throws DriverException, InterruptedException;

    /**
     * Writes the root disk as it is now, whether the guest runs or not, into a file that stands for itself.
     *
     * @param target a path where there is nothing yet
     * @return the file's format, as images call it: {@code qcow2} or {@code raw}
     */
    String snapshot(UUID serverId, Path target) throws DriverException, InterruptedException;

    /** Connects a further port, that the host's network agent has wired, to a guest, running or not. */
    void attachInterface(UUID serverId, BoundPort port) throws DriverException, InterruptedException;

    /** Takes a port from a guest, running or not. Nothing there is fine. */
    void detachInterface(UUID serverId, UUID portId) throws DriverException, InterruptedException;

    /**
     * Gives a guest these ports and no others, from its next start on.
     *
     * @param ports wired on this host when it starts
     */
    void connect(UUID serverId, List<BoundPort> ports) throws DriverException, InterruptedException;

    /**
     * What the guest has written to its serial console.
     *
     * @param lines as many of the last ones; empty for all that is kept
     */
    String consoleOutput(UUID serverId, OptionalInt lines) throws DriverException;

    /**
     * Where bytes to and from a console of a running guest pass: a unix socket that takes one connection at a time.
     *
     * @throws DriverException if there is none of this kind, with the reason
     */
    Path console(UUID serverId, ConsoleKind kind) throws DriverException;

    /**
     * Lets another host read the disks of a guest that is off, each of them once and soon. What is done to the guest next
     * ends that.
     *
     * @throws DriverException if the guest is not off
     */
    DiskOffer offer(UUID serverId) throws DriverException, InterruptedException;

    /**
     * Makes a guest of disks that another host offers. It is off afterwards; if that does not succeed something of it may be
     * left, {@link #destroy} takes it away.
     *
     * @param build what it is to be here; where that wants larger disks they are made larger
     */
    void receive(BuildRequest build, DiskOffer offer) throws DriverException, InterruptedException;

    /** What another host must know to take in a guest that runs or is paused. Nothing changes by it. */
    Traveller departing(UUID serverId) throws DriverException, InterruptedException;

    /**
     * Makes a place for a guest that runs on another host, with empty disks of its own, and waits there for it. It stands
     * still until {@link #arrived}; {@link #destroy} gives it up.
     *
     * @param build what the guest was built of; its ports are wired on this host
     */
    Landing await(BuildRequest build, Traveller guest) throws DriverException, InterruptedException;

    /**
     * Moves a guest that runs, or is paused, with its disks to where it is awaited. It stands still here after that, and
     * must not run again unless {@link #stay} says so; {@link #destroy} removes it.
     *
     * @param runs false for one that is paused
     * @param progress is told now and then how much is done, from 0 to 100
     * @throws DriverException if it has not moved; it runs on here
     */
    void migrate(UUID serverId, Landing target, boolean runs, IntConsumer progress)
            throws DriverException, InterruptedException;

    /** Whether {@link #migrate} has moved the guest away, and it has not been let go on here. */
    boolean hasMoved(UUID serverId) throws DriverException, InterruptedException;

    /**
     * Lets a guest that has come go on.
     *
     * @param runs false for one that was paused, and stays so
     */
    void arrived(UUID serverId, boolean runs) throws DriverException, InterruptedException;

    /**
     * Lets a guest that has moved away go on here after all: the other host has given it up.
     *
     * @param runs false for one that was paused
     */
    void stay(UUID serverId, boolean runs) throws DriverException, InterruptedException;

    /** All guests that there are, whether they run or not, also half made ones. */
    List<Guest> list();

    default Optional<Guest> find(UUID serverId) {
        return list().stream()
                .filter(guest -> guest.serverId().equals(serverId))
                .findFirst();
    }
}
