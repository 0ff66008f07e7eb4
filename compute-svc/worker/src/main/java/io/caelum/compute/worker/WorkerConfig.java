package io.caelum.compute.worker;

import io.caelum.compute.worker.driver.qemu.QemuSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** This host: where it keeps its things and what it has to give. */
@ConfigMapping(prefix = "caelum.worker")
public interface WorkerConfig {

    /** Everything that outlives the process: guests, what is owed to compute control, cached images. */
    @WithDefault("var/worker")
    Path statePath();

    /** Shared by workers of one machine that have no name of their own: each takes one there (see {@code slot}). */
    Optional<Path> hostsDir();

    @WithDefault("simulated")
    DriverKind driver();

    /** Address under which other hosts reach this one. */
    @WithDefault("127.0.0.1")
    String hostIp();

    /** Where the gateway finds the consoles of this host's guests. */
    @WithDefault("ws://127.0.0.1:${quarkus.http.port:8790}")
    String consoleUrl();

    /** What the host gives to guests. Empty for what the machine has, or for simulated guests {@link HostCapacity}. */
    OptionalInt vcpus();

    /** MiB. */
    OptionalInt memoryMb();

    /** GiB. */
    OptionalInt diskGb();

    /**
     * The network namespace in which the host's guests have their network devices; <code>{host}</code> stands for the
     * host's name. Empty: where the worker runs.
     */
    @WithDefault("${caelum.network-agent.namespace:}")
    Optional<String> namespace();

    /** The user as whom QEMU runs; empty for the worker's own, which must not be root then. */
    Optional<String> qemuUser();

    QemuSettings qemu();

    /** Guests that are built at once; the others wait. */
    @WithDefault("4")
    int concurrentBuilds();

    @WithDefault("PT5S")
    Duration reportPeriod();

    /** Images that no build uses go, the longest unused first, when all of them together take more than this. MiB. */
    @WithDefault("10240")
    long imageCacheMb();

    /** How long it is remembered that a server has been here, so that a late message cannot bring it back. */
    @WithDefault("PT24H")
    Duration memory();

    /**
     * How long the first report waits for the host's network agent to be known: a server that came before could not be
     * connected. After that it comes anyway, so that it can be seen that the host is there.
     */
    @WithDefault("PT5S")
    Duration awaitAgent();

    /** How long a process that was told to stop tries to say goodbye to compute control. */
    @WithDefault("PT4S")
    Duration goodbye();

    /** The ways to run a guest. */
    enum DriverKind {
        SIMULATED,
        QEMU
    }
}
