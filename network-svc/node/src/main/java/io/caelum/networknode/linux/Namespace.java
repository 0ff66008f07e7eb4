package io.caelum.networknode.linux;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.HostCommands;
import io.caelum.networkagent.host.HostNamespace;
import io.caelum.networknode.keep.NotInPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A network namespace with a name. Each {@code ensure} looks first and changes only what is not as it should be, all in
 * one batch.
 */
public final class Namespace {

    private static final Path NAMES = Path.of("/run/netns");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Our routes carry it, so that the kernel's own and others' are told apart from them. */
    private static final String PROTOCOL = "73";

    private final String name;
    private final HostNamespace host;
    private final HostCommands onHost;
    private final HostCommands inside;

    /** @param host where the devices come from */
    public Namespace(String name, HostNamespace host) {
        this.name = name;
        this.host = host;
        this.onHost = new HostCommands(host);
        this.inside = new HostCommands(new HostNamespace(Optional.of(name)));
    }

    public String name() {
        return name;
    }

    public boolean exists() {
        return Files.exists(file());
    }

    /** The file that stands for it. */
    public Path file() {
        return NAMES.resolve(name);
    }

    /** The devices that are in it, {@code lo} too, by name. */
    public Map<String, Link> devices() throws CommandFailed {
        return byName(links());
    }

    /** The routes that {@link #ensureRoutes} made. */
    public Set<Route> routes() throws CommandFailed {
        var found = new HashSet<Route>(Route.parse(ip("-n", name, "-4", "-j", "route", "show", "proto", PROTOCOL)));
        found.addAll(Route.parse(ip("-n", name, "-6", "-j", "route", "show", "proto", PROTOCOL)));
        return found;
    }

    /** Commands in it. */
    public HostCommands commands() {
        return inside;
    }

    public String run(String... command) throws CommandFailed {
        return inside.run(List.of(command), LIMIT);
    }

    public String feed(String stdin, String... command) throws CommandFailed {
        return inside.run(List.of(command), stdin, LIMIT);
    }

    /** A name without a namespace behind it is what an interrupted making leaves: it is made anew. */
    public void ensure() throws CommandFailed {
        if (exists()) {
            try {
                ip("-n", name, "link", "set", "lo", "up");
                return;
            } catch (CommandFailed hollow) {
                ip("netns", "delete", name);
            }
        }
        ip("netns", "add", name);
        ip("-n", name, "link", "set", "lo", "up");
    }

    /** Its devices go back to the host, where those who made them expect them. */
    public void delete() throws CommandFailed {
        if (!exists()) {
            return;
        }
        for (Link link : links()) {
            if (!link.device().equals("lo")) {
                giveBack(link.device());
            }
        }
        ip("netns", "delete", name);
    }

    /**
     * Sets a switch of the kernel. Where they cannot be written, in a container, it is enough that it is set already.
     *
     * @param path below {@code /proc/sys}
     */
    public void ensureSwitch(String path, String value) throws CommandFailed {
        String file = "/proc/sys/" + path;
        if (!run("cat", file).strip().equals(value)) {
            feed(value, "tee", file);
        }
    }

    /**
     * @return addresses that were not there before, by device
     * @throws NotInPlace waiting, for a device that has not been made yet
     */
    public Map<String, Set<String>> ensureLegs(List<Leg> legs) throws NotInPlace, CommandFailed {
        Set<String> wanted = legs.stream().map(Leg::device).collect(Collectors.toSet());
        Map<String, Link> found = byName(links());
        for (String device : found.keySet()) {
            if (!device.equals("lo") && !wanted.contains(device)) {
                giveBack(device);
            }
        }
        boolean isAny = false;
        for (Leg leg : legs) {
            if (!found.containsKey(leg.device())) {
                plug(leg.device());
                isAny = true;
            }
        }
        return adjust(legs, isAny ? byName(links()) : found);
    }

    private static Map<String, Set<String>> added(List<Leg> legs, Map<String, Link> found) {
        return legs.stream()
                .collect(Collectors.toMap(
                        Leg::device,
                        leg -> difference(
                                leg.addresses(), found.get(leg.device()).addresses())));
    }

    private Map<String, Set<String>> adjust(List<Leg> legs, Map<String, Link> found) throws CommandFailed {
        var batch = new ArrayList<String>();
        for (Leg leg : legs) {
            batch.addAll(adjustments(leg, found.get(leg.device())));
        }
        if (!batch.isEmpty()) {
            batch(batch);
        }
        return added(legs, found);
    }

    private static List<String> adjustments(Leg leg, Link link) {
        var batch = new ArrayList<String>();
        String device = leg.device();
        if (!link.macAddress().equalsIgnoreCase(leg.macAddress())) {
            batch.add("link set " + device + " down");
            batch.add("link set " + device + " address " + leg.macAddress());
        }
        if (link.mtu() != leg.mtu()) {
            batch.add("link set " + device + " mtu " + leg.mtu());
        }
        if (!link.isUp() || !batch.isEmpty()) {
            batch.add("link set " + device + " up");
        }
        for (String surplus : difference(link.addresses(), leg.addresses())) {
            batch.add("addr del " + surplus + " dev " + device);
        }
        for (String missing : difference(leg.addresses(), link.addresses())) {
            // our addresses are handed out by one authority: looking for doubles would only delay them
            batch.add("addr add " + missing + " dev " + device + (missing.contains(":") ? " nodad" : ""));
        }
        return batch;
    }

    /** The routes beside those that follow from addresses. */
    public void ensureRoutes(Set<Route> wanted) throws CommandFailed {
        Set<Route> found = routes();
        var batch = new ArrayList<String>();
        for (Route surplus : difference(found, wanted)) {
            batch.add("route del " + text(surplus));
        }
        for (Route missing : difference(wanted, found)) {
            batch.add("route replace " + text(missing));
        }
        if (!batch.isEmpty()) {
            batch(batch);
        }
    }

    private static String text(Route route) {
        return (route.isIpv6Default() ? "::/0" : route.destination()) + " via " + route.nexthop() + " proto "
                + PROTOCOL;
    }

    private void plug(String device) throws NotInPlace, CommandFailed {
        try {
            onHost.run(List.of("ip", "link", "show", "dev", device), LIMIT);
        } catch (CommandFailed none) {
            throw NotInPlace.waiting("the device " + device + " is not there yet");
        }
        onHost.run(List.of("ip", "link", "set", device, "netns", name), LIMIT);
        completeFrames(device);
    }

    /** The switch in user space reads raw frames: checksums and segments must be complete in them. */
    private void completeFrames(String device) {
        for (String feature : List.of("tx", "tso", "gso", "gro")) {
            try {
                run("ethtool", "-K", device, feature, "off");
            } catch (CommandFailed fixed) {
                // the device has no such feature
            }
        }
    }

    private void giveBack(String device) throws CommandFailed {
        ip("-n", name, "link", "set", device, "netns", host.name().orElse("1"));
    }

    private List<Link> links() throws CommandFailed {
        return Link.parse(ip("-n", name, "-j", "addr", "show"));
    }

    private void batch(List<String> lines) throws CommandFailed {
        onRoot().run(List.of("ip", "-n", name, "-batch", "-"), String.join("\n", lines) + "\n", LIMIT);
    }

    private static String ip(String... arguments) throws CommandFailed {
        return onRoot().run(Stream.concat(Stream.of("ip"), Stream.of(arguments)).toList(), LIMIT);
    }

    /** Names of namespaces mean the same everywhere on the machine. */
    private static HostCommands onRoot() {
        return new HostCommands(HostNamespace.own());
    }

    private static Map<String, Link> byName(List<Link> links) {
        return links.stream().collect(Collectors.toMap(Link::device, Function.identity()));
    }

    private static <T extends Comparable<T>> Set<T> difference(Set<T> of, Set<T> without) {
        var rest = new TreeSet<T>(of);
        rest.removeAll(without);
        return rest;
    }
}
