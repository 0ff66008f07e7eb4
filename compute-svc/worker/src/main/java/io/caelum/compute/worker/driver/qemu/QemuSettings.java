package io.caelum.compute.worker.driver.qemu;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How QEMU runs guests; {@code caelum.worker.qemu.*}. */
public interface QemuSettings {

    /** Who does the guests' work: the processor, QEMU, or the processor if a first try shows that it can. */
    @WithDefault("auto")
    Acceleration accelerator();

    @WithDefault("qemu-system-x86_64")
    String program();

    /** What guests see; empty for what fits the accelerator. All hosts between which guests move need the same. */
    Optional<String> cpuModel();

    @WithDefault("tap")
    Connection network();

    /** MiB that translated code of one guest may take where QEMU does the work. */
    @WithDefault("32")
    int translationMb();

    /** Below it guests get their control groups. */
    @WithDefault("/sys/fs/cgroup")
    Path cgroups();

    /** How long a guest's start waits until the network agent has made its devices. */
    @WithDefault("PT30S")
    Duration awaitWiring();

    /** What is kept of a guest's console: between this and twice as much. KiB. */
    @WithDefault("512")
    int consoleLogKb();

    /** Whether guests that ran when the host lost its power run again when it is back. */
    @WithDefault("true")
    boolean resumeGuests();

    /** The ways to run a guest's code. */
    enum Acceleration {
        AUTO,
        KVM,
        TCG
    }

    /** How guests' network cards are connected. */
    enum Connection {
        /** With the devices that the network agent makes. */
        TAP,
        /** Not at all: there is nothing behind the cards. For trials without a network. */
        NONE
    }
}
