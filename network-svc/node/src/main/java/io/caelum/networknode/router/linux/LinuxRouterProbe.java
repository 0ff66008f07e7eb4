package io.caelum.networknode.router.linux;

import static io.caelum.platform.contract.network.HopFinding.broken;
import static io.caelum.platform.contract.network.HopFinding.fine;
import static io.caelum.platform.contract.network.HopFinding.unknown;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networknode.linux.Leg;
import io.caelum.networknode.linux.Link;
import io.caelum.networknode.linux.Namespace;
import io.caelum.networknode.linux.Route;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.RouterPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at a router of the kernel and changes nothing. What it sends is what any router sends by itself: questions for
 * neighbours, and pings to the one guest that somebody asks about.
 */
final class LinuxRouterProbe {

    private static final String REPAIR = "The L3 agent repairs that within 15 s; if it stays so, its log says why.";
    /** IPv4 and ICMP, without options. */
    private static final int HEADERS = 28;

    private final Namespace namespace;
    private final RouterPlan plan;
    private final String floatingIp;
    private final String fixedIp;

    private LinuxRouterProbe(Namespace namespace, RouterPlan plan, String floatingIp, String fixedIp) {
        this.namespace = namespace;
        this.plan = plan;
        this.floatingIp = floatingIp;
        this.fixedIp = fixedIp;
    }

    static List<HopFinding> look(Namespace namespace, RouterPlan plan, String floatingIp, String fixedIp) {
        if (!namespace.exists()) {
            return List.of(broken("router", "There is no namespace " + namespace.name() + ".", REPAIR));
        }
        try {
            return new LinuxRouterProbe(namespace, plan, floatingIp, fixedIp).look();
        } catch (CommandFailed e) {
            return List.of(broken("router", "It cannot be looked at: " + e.getMessage(), REPAIR));
        }
    }

    private List<HopFinding> look() throws CommandFailed {
        Map<String, Link> devices = namespace.devices();
        var findings = new ArrayList<HopFinding>();
        findings.add(router(devices));
        findings.add(nat(devices));
        findings.add(gateway(devices));
        HopFinding neighbour = arp();
        findings.add(neighbour);
        findings.add(mtu(devices, neighbour.state() == HopFinding.State.OK));
        return findings;
    }

    /** Without what is at the gateway: that is another hop. */
    private HopFinding router(Map<String, Link> devices) throws CommandFailed {
        Optional<String> fault = inner().stream()
                .flatMap(leg -> LegLook.fault(leg, devices, leg.addresses()).stream())
                .findFirst();
        if (fault.isPresent()) {
            return broken("router", "Namespace " + namespace.name() + " " + fault.get() + ".", REPAIR);
        }
        if (!plan.adminStateUp()) {
            return broken("router", "Its admin_state_up is false.", "openstack router set --enable " + plan.routerId());
        }
        if (!namespace.run("cat", "/proc/sys/net/ipv4/ip_forward").strip().equals("1")) {
            return broken("router", "The kernel forwards nothing in " + namespace.name() + ".", REPAIR);
        }
        var missing = RouterLegs.routes(plan);
        missing.removeIf(LinuxRouterProbe::isDefault);
        missing.removeAll(namespace.routes());
        return missing.isEmpty()
                ? fine("router", "Namespace " + namespace.name() + " has all its legs and forwards.")
                : broken(
                        "router",
                        "It lacks the route to " + missing.iterator().next().destination() + ".",
                        REPAIR);
    }

    private HopFinding nat(Map<String, Link> devices) {
        Optional<Leg> outside = outside();
        if (outside.isEmpty()) {
            return broken(
                    "nat",
                    "The router has no gateway.",
                    "openstack router set --external-gateway NETWORK " + plan.routerId());
        }
        Link link = devices.get(outside.get().device());
        if (link != null && link.addresses().stream().noneMatch(address -> address.startsWith(floatingIp + "/"))) {
            return broken("nat", "Nobody answers for " + floatingIp + ": it is not on " + link.device() + ".", REPAIR);
        }
        String table;
        try {
            table = namespace.run("nft", "-s", "list", "table", "inet", "caelum_router");
        } catch (CommandFailed none) {
            return broken("nat", "The router has no rules at all.", REPAIR);
        }
        boolean isInwards = hasPair(table, "floating_in", floatingIp, fixedIp);
        boolean isOutwards = hasPair(table, "floating_out", fixedIp, floatingIp);
        boolean isUsed = table.contains("dnat ip to ip daddr map @floating_in")
                && table.contains("snat ip to ip saddr map @floating_out");
        return isInwards && isOutwards && isUsed
                ? fine("nat", floatingIp + " leads to " + fixedIp + " and back.")
                : broken(
                        "nat",
                        isInwards && !isUsed
                                ? "The rules that translate floating addresses are missing."
                                : "%s is not translated to %s%s."
                                        .formatted(floatingIp, fixedIp, isInwards ? " on the way back" : ""),
                        REPAIR);
    }

    /** The list may be broken anywhere into lines. */
    private static boolean hasPair(String table, String map, String from, String to) {
        return Pattern.compile("map " + map + " \\{[^}]*elements = \\{[^}]*(?<![\\d.])" + Pattern.quote(from)
                        + "\\s*:\\s*" + Pattern.quote(to) + "(?![\\d.])")
                .matcher(table)
                .find();
    }

    private HopFinding gateway(Map<String, Link> devices) throws CommandFailed {
        Optional<Leg> outside = outside();
        if (outside.isEmpty()) {
            return broken(
                    "gateway",
                    "The router has no gateway.",
                    "openstack router set --external-gateway NETWORK " + plan.routerId());
        }
        // floating addresses are a matter of translation
        Optional<String> fault = LegLook.fault(
                outside.get(), devices, RouterLegs.ownAddresses(plan.gateway().orElseThrow()));
        if (fault.isPresent()) {
            return broken("gateway", "Namespace " + namespace.name() + " " + fault.get() + ".", REPAIR);
        }
        Optional<Route> route = RouterLegs.routes(plan).stream()
                .filter(LinuxRouterProbe::isDefault)
                .filter(found -> found.nexthop().indexOf(':') < 0)
                .findFirst();
        if (route.isEmpty()) {
            return unknown(
                    "gateway",
                    "The external subnet has no gateway: only who is on it is reached.",
                    "If others should be: openstack subnet set --gateway ADDRESS SUBNET");
        }
        String nexthop = route.get().nexthop();
        if (!namespace.routes().contains(route.get())) {
            return broken("gateway", "There is no route to the outside through " + nexthop + ".", REPAIR);
        }
        return answers(outside.get().device(), nexthop)
                ? fine("gateway", "The way outside is through " + nexthop + ", which answers.")
                : broken(
                        "gateway",
                        nexthop + ", the gateway of the external network, does not answer the router.",
                        "Look at the cable and the card of the external network on the network node, and whether "
                                + nexthop + " is there.");
    }

    private HopFinding arp() {
        Optional<String> device = legTowards();
        if (device.isEmpty()) {
            return broken(
                    "arp",
                    "The router has no leg on the subnet of " + fixedIp + ".",
                    "openstack router add subnet " + plan.routerId() + " SUBNET");
        }
        return answers(device.get(), fixedIp)
                ? fine("arp", fixedIp + " answers on " + device.get() + ".")
                : broken(
                        "arp",
                        fixedIp + " does not answer the router on " + device.get() + ".",
                        "Look whether the guest runs, is not paused, and has configured its address: openstack console log show SERVER");
    }

    private boolean answers(String device, String ip) {
        try {
            namespace.run("arping", "-q", "-f", "-c", "3", "-w", "2", "-I", device, ip);
            return true;
        } catch (CommandFailed silent) {
            return false;
        }
    }

    private Optional<String> legTowards() {
        return plan.interfaces().stream()
                .filter(leg -> leg.addresses().stream().anyMatch(address -> Cidr.has(address.subnetCidr(), fixedIp)))
                .map(leg -> DeviceNames.routerInterface(leg.portId()))
                .findFirst();
    }

    /** A guest that answers no ping at all is perhaps not allowed to: then only the legs are looked at. */
    private HopFinding mtu(Map<String, Link> devices, boolean isGuestThere) {
        Optional<String> small = RouterLegs.of(plan).stream()
                .flatMap(leg -> LegLook.tooSmall(leg, devices).stream())
                .findFirst();
        if (small.isPresent()) {
            return broken("mtu", small.get() + ".", REPAIR);
        }
        Optional<Integer> mtu = legTowards()
                .flatMap(device -> Optional.ofNullable(devices.get(device)))
                .map(Link::mtu);
        if (!isGuestThere || mtu.isEmpty() || !pings(HEADERS + 56)) {
            return fine("mtu", "The router's legs take packets of their networks' size.");
        }
        return pings(mtu.get())
                ? fine("mtu", "Whole packets of " + mtu.get() + " bytes reach the guest and come back.")
                : broken(
                        "mtu",
                        "Small packets reach the guest, whole ones of " + mtu.get() + " bytes do not.",
                        "Look at the MTU of the cards between the hosts, and in the guest; or let the network have a smaller"
                                + " one: openstack network set --mtu MTU NETWORK");
    }

    private boolean pings(int length) {
        try {
            namespace.run(
                    "ping",
                    "-q",
                    "-n",
                    "-c",
                    "2",
                    "-i",
                    "0.2",
                    "-W",
                    "1",
                    "-M",
                    "do",
                    "-s",
                    Integer.toString(length - HEADERS),
                    fixedIp);
            return true;
        } catch (CommandFailed unanswered) {
            return false;
        }
    }

    private List<Leg> inner() {
        return RouterLegs.of(plan).stream()
                .filter(leg -> outside().filter(leg::equals).isEmpty())
                .toList();
    }

    private Optional<Leg> outside() {
        return RouterLegs.outside(plan);
    }

    private static boolean isDefault(Route route) {
        return route.destination().equals("default");
    }
}
