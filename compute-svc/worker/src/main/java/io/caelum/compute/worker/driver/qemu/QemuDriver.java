package io.caelum.compute.worker.driver.qemu;

import io.caelum.compute.worker.driver.ConsoleKind;
import io.caelum.compute.worker.driver.Driver;
import io.caelum.compute.worker.driver.DriverException;
import io.caelum.compute.worker.driver.Guest;
import io.caelum.compute.worker.driver.GuestSize;
import io.caelum.compute.worker.driver.PowerState;
import io.caelum.compute.worker.driver.qemu.QemuGuest.Card;
import io.caelum.compute.worker.driver.qemu.QemuGuest.Wanted;
import io.caelum.compute.worker.driver.qemu.disk.Disks;
import io.caelum.compute.worker.driver.qemu.process.Cgroups;
import io.caelum.compute.worker.driver.qemu.process.GuestProcesses;
import io.caelum.compute.worker.driver.qemu.process.Launch;
import io.caelum.compute.worker.driver.qemu.process.Programs;
import io.caelum.compute.worker.driver.qemu.process.QemuUser;
import io.caelum.networkagent.host.HostNamespace;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.DiskOffer;
import io.caelum.platform.contract.compute.Landing;
import io.caelum.platform.contract.compute.Traveller;
import io.caelum.platform.contract.network.BoundPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Runs each guest as a QEMU process. */
public final class QemuDriver implements Driver, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(QemuDriver.class);
    private static final Pattern VERSION = Pattern.compile("version (\\d+(\\.\\d+)*)");
    private static final Duration TO_SAY_VERSION = Duration.ofSeconds(20);
    private static final long LOGS_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final String version;
    private final String address;
    private final QemuSettings settings;
    private final QemuUser user;
    private final Guests guests;
    private final Disks disks;
    private final Machines machines;
    private final Interfaces interfaces;
    private final DiskCopy copies;
    private final DiskOffers offers;
    private final HostNamespace namespace;
    private final AtomicLong logsCutAt = new AtomicLong(System.nanoTime());

    /**
     * @param state of this host; nobody else's guests are in it
     * @param address at which other hosts reach this one
     */
    public QemuDriver(Path state, QemuSettings settings, QemuUser user, HostNamespace namespace, String address) {
        this.address = address;
        this.namespace = namespace;
        this.settings = settings;
        this.user = user;
        this.version = versionOf(settings.program());
        this.guests = new Guests(state.resolve("guests"));
        this.disks = new Disks(user);
        Accelerator accelerator = new AcceleratorProbe(settings, user, state.resolve("probe")).accelerator();
        if (settings.network() == QemuSettings.Connection.TAP) {
            Taps.letIn(user);
        }
        var processes = new GuestProcesses(mark(state));
        this.offers = new DiskOffers(disks, user, namespace, processes, address);
        this.machines = new Machines(
                state,
                settings,
                guests,
                processes,
                new Launch(namespace, user, Cgroups.below(settings.cgroups())),
                accelerator,
                new Taps(namespace, settings.awaitWiring()));
        this.interfaces = new Interfaces(machines);
        this.copies = new DiskCopy(disks);
    }

    /** Of all hosts on this machine only one has this folder. */
    private static String mark(Path state) {
        byte[] path = state.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(path).toString().substring(0, 8);
    }

    private static String versionOf(String program) {
        try {
            String said = Programs.run(Path.of("/"), List.of(program, "--version"), TO_SAY_VERSION);
            var found = VERSION.matcher(said);
            return found.find() ? found.group(1) : "unknown";
        } catch (DriverException e) {
            throw new IllegalStateException("QEMU does not run on this host: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while QEMU was asked for its version", e);
        }
    }

    @Override
    public String type() {
        return "QEMU";
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public void spawn(BuildRequest build, Optional<Path> image) throws DriverException, InterruptedException {
        UUID server = build.serverId();
        machines.end(server);
        guests.put(QemuGuest.defined(build, Instant.now()));
        GuestFolder folder = machines.folder(server);
        folder.make(user);
        makeDisks(build, QemuGuest.sizeOf(build), image, folder);
        machines.begin(guests.require(server), List.of());
        guests.change(server, guest -> guest.wanting(Wanted.RUNNING));
    }

    private void makeDisks(BuildRequest build, GuestSize size, Optional<Path> image, GuestFolder folder)
            throws DriverException, InterruptedException {
        var base = disks.make(build, size, image, folder.path());
        if (build.configDrive()) {
            ConfigDrive.write(build, folder.file(GuestFolder.CONFIG_DRIVE));
        }
        guests.change(build.serverId(), guest -> guest.on(base));
    }

    @Override
    public void destroy(UUID serverId) throws DriverException, InterruptedException {
        machines.end(serverId);
        machines.folder(serverId).delete();
        guests.remove(serverId);
    }

    @Override
    public void takeUp(UUID serverId) throws DriverException {
        QemuGuest guest = guests.require(serverId);
        if (machines.running(serverId).isPresent() || guest.wanted() != Wanted.RUNNING) {
            return;
        }
        if (!settings.resumeGuests() || machines.folder(serverId).endedByItself()) {
            guests.change(serverId, known -> known.wanting(Wanted.OFF));
            return;
        }
        try {
            machines.begin(guest, List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException("The guest's start was interrupted.", e);
        }
    }

    @Override
    public void stop(UUID serverId, Duration patience) throws DriverException, InterruptedException {
        QemuGuest guest = guests.require(serverId);
        Optional<Machine> machine = machines.running(serverId);
        if (machine.isEmpty() && guest.wanted() == Wanted.SUSPENDED) {
            SavedMemory.forget(disks.tool(), machines.folder(serverId));
        }
        guests.change(serverId, known -> known.wanting(Wanted.OFF));
        if (machine.isPresent()) {
            switchOff(machine.get(), patience);
        }
    }

    private void switchOff(Machine machine, Duration patience) throws DriverException, InterruptedException {
        if (!machine.shutDown(patience)) {
            machine.quit();
        }
        machines.end(machine.server());
    }

    @Override
    public void start(UUID serverId) throws DriverException, InterruptedException {
        QemuGuest guest = guests.require(serverId);
        if (machines.running(serverId).isPresent()) {
            return;
        }
        if (guest.wanted() == Wanted.SUSPENDED) {
            SavedMemory.forget(disks.tool(), machines.folder(serverId));
            guests.change(serverId, known -> known.wanting(Wanted.OFF));
        }
        machines.begin(guest, List.of());
        guests.change(serverId, known -> known.wanting(Wanted.RUNNING));
    }

    @Override
    public void reboot(UUID serverId, Duration patience) throws DriverException, InterruptedException {
        guests.require(serverId);
        Optional<Machine> machine = machines.running(serverId);
        if (machine.isPresent()) {
            switchOff(machine.get(), patience);
        }
        start(serverId);
    }

    @Override
    public void pause(UUID serverId) throws DriverException {
        uninterrupted(() -> machines.require(serverId).ask("stop", Map.of()));
    }

    @Override
    public void unpause(UUID serverId) throws DriverException {
        uninterrupted(() -> machines.require(serverId).ask("cont", Map.of()));
    }

    private interface Asking {
        void ask() throws DriverException, InterruptedException;
    }

    private static void uninterrupted(Asking asking) throws DriverException {
        try {
            asking.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DriverException("It was interrupted.", e);
        }
    }

    @Override
    public void suspend(UUID serverId) throws DriverException, InterruptedException {
        QemuGuest guest = guests.require(serverId);
        if (machines.running(serverId).isEmpty() && guest.wanted() == Wanted.SUSPENDED) {
            return;
        }
        Machine machine = machines.require(serverId);
        machine.ask("stop", Map.of());
        try {
            SavedMemory.save(machine);
        } catch (DriverException | InterruptedException e) {
            machine.ask("cont", Map.of());
            throw e;
        }
        guests.change(serverId, known -> known.wanting(Wanted.SUSPENDED));
        machine.quit();
        machines.end(serverId);
    }

    @Override
    public void resume(UUID serverId) throws DriverException, InterruptedException {
        QemuGuest guest = guests.require(serverId);
        if (machines.running(serverId).isPresent()) {
            return;
        }
        if (guest.wanted() != Wanted.SUSPENDED) {
            throw new DriverException("The guest is not suspended.");
        }
        Machine machine = machines.begin(guest, List.of("-S"));
        try {
            SavedMemory.load(machine);
            guests.change(serverId, known -> known.wanting(Wanted.RUNNING));
            machine.ask("cont", Map.of());
        } catch (DriverException | InterruptedException e) {
            guests.change(serverId, known -> known.wanting(Wanted.SUSPENDED));
            machines.end(serverId);
            throw e;
        }
        SavedMemory.forget(machine);
    }

    @Override
    public void resize(UUID serverId, GuestSize size) throws DriverException, InterruptedException {
        QemuGuest guest = requireOff(serverId);
        disks.grow(machines.folder(serverId).path(), guest.size(), size);
        guests.change(serverId, known -> known.sized(size));
    }

    private QemuGuest requireOff(UUID serverId) throws DriverException {
        QemuGuest guest = guests.require(serverId);
        if (machines.running(serverId).isPresent() || guest.wanted() == Wanted.SUSPENDED) {
            throw new DriverException("The guest is not off.");
        }
        return guest;
    }

    @Override
    public DiskOffer offer(UUID serverId) throws DriverException, InterruptedException {
        QemuGuest guest = requireOff(serverId);
        machines.end(serverId);
        return new DiskOffer(
                type(),
                contract(guest.size()),
                offers.of(guest, machines.folder(serverId).path()));
    }

    @Override
    public void receive(BuildRequest build, DiskOffer offer) throws DriverException, InterruptedException {
        requireOfOurs(offer.hypervisorType());
        UUID server = build.serverId();
        machines.end(server);
        guests.put(QemuGuest.defined(build, Instant.now()));
        GuestFolder folder = machines.folder(server);
        folder.make(user);
        disks.fetch(folder.path(), offer.disks(), namespace);
        disks.grow(folder.path(), sizeOf(offer.size()), QemuGuest.sizeOf(build));
        if (build.configDrive()) {
            ConfigDrive.write(build, folder.file(GuestFolder.CONFIG_DRIVE));
        }
        guests.change(server, guest -> guest.wanting(Wanted.OFF));
    }

    @Override
    public void rebuild(BuildRequest build, Optional<Path> image) throws DriverException, InterruptedException {
        UUID server = build.serverId();
        QemuGuest guest = requireOff(server);
        machines.end(server);
        makeDisks(build, guest.size(), image, machines.folder(server));
        guests.change(server, known -> known.rebuilt(build).wanting(Wanted.OFF));
    }

    @Override
    public String snapshot(UUID serverId, Path target) throws DriverException, InterruptedException {
        QemuGuest guest = guests.require(serverId);
        GuestFolder folder = machines.folder(serverId);
        Optional<Machine> machine = machines.running(serverId);
        if (machine.isPresent()) {
            copies.ofRunning(machine.get(), folder, target);
        } else {
            copies.ofOff(guest, folder, target);
        }
        return "qcow2";
    }

    @Override
    public void attachInterface(UUID serverId, BoundPort port) throws DriverException, InterruptedException {
        if (Interfaces.has(guests.require(serverId), port.portId())) {
            return;
        }
        Card card = Card.of(port);
        Optional<Machine> machine = machines.running(serverId);
        if (machine.isPresent()) {
            interfaces.plug(machine.get(), card);
        }
        guests.change(serverId, guest -> guest.with(card));
    }

    @Override
    public void detachInterface(UUID serverId, UUID portId) throws DriverException, InterruptedException {
        Optional<Card> card = guests.require(serverId).cards().stream()
                .filter(known -> known.portId().equals(portId))
                .findFirst();
        if (card.isEmpty()) {
            return;
        }
        Optional<Machine> machine = machines.running(serverId);
        if (machine.isPresent()) {
            interfaces.unplug(machine.get(), card.get());
        }
        guests.change(serverId, guest -> guest.without(portId));
    }

    @Override
    public String consoleOutput(UUID serverId, OptionalInt lines) throws DriverException {
        guests.require(serverId);
        return consoleLog(serverId).read(lines);
    }

    private ConsoleLog consoleLog(UUID serverId) {
        return new ConsoleLog(machines.folder(serverId), settings.consoleLogKb());
    }

    @Override
    public Path console(UUID serverId, ConsoleKind kind) throws DriverException {
        machines.require(serverId);
        GuestFolder folder = machines.folder(serverId);
        return switch (kind) {
            case SERIAL -> folder.file(GuestFolder.SERIAL);
            case VNC -> folder.file(GuestFolder.SCREEN);
        };
    }

    @Override
    public Traveller departing(UUID serverId) throws DriverException, InterruptedException {
        machines.require(serverId);
        return new Traveller(
                type(),
                contract(guests.require(serverId).size()),
                disks.writable(machines.folder(serverId).path()));
    }

    @Override
    public Landing await(BuildRequest build, Traveller guest) throws DriverException, InterruptedException {
        requireOfOurs(guest.hypervisorType());
        UUID server = build.serverId();
        machines.end(server);
        guests.put(QemuGuest.defined(build, Instant.now()).sized(sizeOf(guest.size())));
        GuestFolder folder = machines.folder(server);
        folder.make(user);
        disks.makeEmpty(folder.path(), guest.disks());
        if (build.configDrive()) {
            ConfigDrive.write(build, folder.file(GuestFolder.CONFIG_DRIVE));
        }
        Machine machine = machines.begin(guests.require(server), Arrival.BEGIN);
        return Arrival.await(machine, address, guest.disks());
    }

    private void requireOfOurs(String otherType) throws DriverException {
        if (!otherType.equals(type())) {
            throw new DriverException("A guest of " + otherType + " cannot come to a host with QEMU.");
        }
    }

    private static DiskOffer.Size contract(GuestSize size) {
        return new DiskOffer.Size(size.vcpus(), size.memoryMb(), size.rootGb(), size.ephemeralGb(), size.swapMb());
    }

    private static GuestSize sizeOf(DiskOffer.Size size) {
        return new GuestSize(size.vcpus(), size.memoryMb(), size.rootGb(), size.ephemeralGb(), size.swapMb());
    }

    /** That it is to be off is written down before the other host may let it go on: nobody starts it here after that. */
    @Override
    public void migrate(UUID serverId, Landing target, boolean runs, IntConsumer progress)
            throws DriverException, InterruptedException {
        Machine machine = machines.require(serverId);
        var all = disks.writable(machines.folder(serverId).path());
        new Departure(machine, target, all, runs).run(progress);
        guests.change(serverId, guest -> guest.wanting(Wanted.OFF));
    }

    @Override
    public boolean hasMoved(UUID serverId) throws DriverException, InterruptedException {
        return Departure.isOver(machines.require(serverId));
    }

    @Override
    public void arrived(UUID serverId, boolean runs) throws DriverException, InterruptedException {
        Arrival.goOn(machines.require(serverId), runs);
        guests.change(serverId, guest -> guest.wanting(Wanted.RUNNING));
    }

    @Override
    public void stay(UUID serverId, boolean runs) throws DriverException, InterruptedException {
        Machine machine = machines.require(serverId);
        guests.change(serverId, guest -> guest.wanting(Wanted.RUNNING));
        machine.ask("cont", Map.of());
        if (!runs) {
            machine.ask("stop", Map.of());
        }
    }

    /** Called for every report, so the logs are looked after here too. */
    @Override
    public List<Guest> list() {
        cutLogsNowAndThen();
        return guests.all().stream().map(this::view).toList();
    }

    @Override
    public Optional<Guest> find(UUID serverId) {
        return guests.find(serverId).map(this::view);
    }

    private Guest view(QemuGuest guest) {
        PowerState power = machines.power(guest);
        return new Guest(guest.serverId(), guest.generation(), power);
    }

    /** Lets go of the guests, which go on: another worker may have them. */
    @Override
    public void close() {
        machines.letGo();
    }

    private void cutLogsNowAndThen() {
        long last = logsCutAt.get();
        long now = System.nanoTime();
        if (now - last < LOGS_EVERY_NANOS || !logsCutAt.compareAndSet(last, now)) {
            return;
        }
        for (QemuGuest guest : guests.all()) {
            try {
                consoleLog(guest.serverId()).cut();
            } catch (IOException e) {
                LOG.warnf("a console's log cannot be cut: server_id=%s error=%s", guest.serverId(), e.getMessage());
            }
        }
    }
}
