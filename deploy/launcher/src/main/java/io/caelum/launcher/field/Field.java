package io.caelum.launcher.field;

import io.caelum.launcher.home.Home;
import io.caelum.launcher.part.Part;
import io.caelum.launcher.process.Patience;
import io.caelum.launcher.process.ProcFs;
import io.caelum.launcher.process.Shell;
import io.caelum.launcher.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What stands and runs in the field of one stack. */
public final class Field {

    private static final Duration START_BOUND = Duration.ofSeconds(30);
    private static final Duration END_BOUND = Duration.ofSeconds(5);

    private final FieldPlan plan;
    private final Home home;
    private final List<HostSwitch> switches;

    public Field(FieldPlan plan, Home home) {
        this.plan = plan;
        this.home = home;
        this.switches = plan.hosts().stream()
                .map(host -> new HostSwitch(host, plan.namespaceOf(host), folder(host)))
                .toList();
    }

    public FieldPlan plan() {
        return plan;
    }

    /** Where a host's Open vSwitch has its sockets. */
    public Path folder(String host) {
        return home.run().resolve("switch-" + host);
    }

    /** Physical networks, the bridges that stand for them, and the cards of these, as agents are told. */
    public static String bridgeMappings(String host) {
        var vlans = "%s:br-physnet1:%s".formatted(FieldPlan.VLAN_NETWORK, FieldPlan.VLAN_CARD);
        return host.equals(FieldPlan.NETWORK_NODE)
                ? "%s,%s:br-public:%s".formatted(vlans, FieldPlan.FLAT_NETWORK, FieldPlan.PUBLIC_CARD)
                : vlans;
    }

    public boolean isLaid() {
        return plan.fabric().exists();
    }

    /** The processes of all switches. */
    public List<Part> parts() {
        return switches.stream().flatMap(this::parts).toList();
    }

    private Stream<Part> parts(HostSwitch owner) {
        var database = "ovsdb-" + owner.host();
        var vswitchd = "vswitchd-" + owner.host();
        return Stream.of(
                new SwitchProcess(
                        database,
                        owner,
                        owner.databaseCommand(),
                        owner.databaseSocket(),
                        home.log(database),
                        home.run().resolve(database + ".pid")),
                new SwitchProcess(
                        vswitchd,
                        owner,
                        owner.switchCommand(),
                        owner.switchControl(),
                        home.log(vswitchd),
                        home.run().resolve(vswitchd + ".pid")));
    }

    /** Makes what is missing and starts what does not run; what is there stays as it is. */
    public void lay() {
        new Cables(plan).lay();
        for (Part part : parts()) {
            part.start();
            Patience.until(START_BOUND, () -> part.condition().isReady());
        }
        switches.forEach(HostSwitch::plant);
    }

    /** Ends everything that runs in the field, guests included, and takes the field away. Nothing there is fine. */
    public void clear() {
        parts().reversed().forEach(Part::stop);
        var namespaces = Namespace.withPrefix(plan.prefix());
        end(namespaces);
        namespaces.forEach(Namespace::delete);
    }

    /** Only what runs in namespaces of ours is ours. */
    private static void end(List<Namespace> namespaces) {
        signal(Signal.TERM, namespaces);
        if (!Patience.until(END_BOUND, () -> running(namespaces).isEmpty())) {
            signal(Signal.KILL, namespaces);
            Patience.until(END_BOUND, () -> running(namespaces).isEmpty());
        }
    }

    private static List<Long> running(List<Namespace> namespaces) {
        return namespaces.stream()
                .flatMap(namespace -> namespace.processes().stream())
                .filter(pid -> ProcFs.startTicks(pid).isPresent())
                .toList();
    }

    private static void signal(Signal signal, List<Namespace> namespaces) {
        running(namespaces).forEach(pid -> Shell.run(List.of("sh", "-c", "kill -%s %d".formatted(signal, pid))));
    }
}
