package io.caelum.networknode.router.linux;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networknode.linux.Leg;
import io.caelum.networknode.linux.Namespace;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.RouterPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks at a router of the kernel and changes nothing. */
final class LinuxRouterProbe {

    private static final String REPAIR = "The L3 agent repairs that within 15 s; if not, its log says why.";

    private LinuxRouterProbe() {}

    static List<HopFinding> look(Namespace namespace, RouterPlan plan, String floatingIp, String fixedIp) {
        if (!namespace.exists()) {
            return List.of(HopFinding.broken("router", "There is no namespace " + namespace.name() + ".", REPAIR));
        }
        var findings = new ArrayList<HopFinding>();
        try {
            findings.add(router(namespace, plan));
            findings.add(nat(namespace, floatingIp, fixedIp));
        } catch (CommandFailed e) {
            findings.add(HopFinding.broken("router", "It cannot be looked at: " + e.getMessage(), REPAIR));
        }
        findings.add(arp(namespace, plan, fixedIp));
        return findings;
    }

    private static HopFinding router(Namespace namespace, RouterPlan plan) throws CommandFailed {
        Set<String> missing =
                RouterLegs.of(plan).stream().map(Leg::device).collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(namespace.devices());
        if (!missing.isEmpty()) {
            return HopFinding.broken("router", "It lacks " + String.join(", ", missing) + ".", REPAIR);
        }
        if (!plan.adminStateUp()) {
            return HopFinding.broken("router", "Its admin_state_up is false.", "Set it to true.");
        }
        return namespace.run("cat", "/proc/sys/net/ipv4/ip_forward").strip().equals("1")
                ? HopFinding.fine("router", "Namespace " + namespace.name() + " has all its legs and forwards.")
                : HopFinding.broken("router", "The kernel forwards nothing in " + namespace.name() + ".", REPAIR);
    }

    private static HopFinding nat(Namespace namespace, String floatingIp, String fixedIp) throws CommandFailed {
        String table = namespace.run("nft", "-s", "list", "table", "inet", "caelum_router");
        boolean isThere = table.contains(floatingIp + " : " + fixedIp) && table.contains(fixedIp + " : " + floatingIp);
        return isThere
                ? HopFinding.fine("nat", floatingIp + " leads to " + fixedIp + " and back.")
                : HopFinding.broken("nat", floatingIp + " is not translated to " + fixedIp + " both ways.", REPAIR);
    }

    private static HopFinding arp(Namespace namespace, RouterPlan plan, String fixedIp) {
        for (RouterPlan.Interface leg : plan.interfaces()) {
            String device = DeviceNames.routerInterface(leg.portId());
            try {
                namespace.run("ip", "route", "get", fixedIp, "oif", device);
                namespace.run("arping", "-q", "-f", "-c", "2", "-w", "1", "-I", device, fixedIp);
                return HopFinding.fine("arp", fixedIp + " answers on " + device + ".");
            } catch (CommandFailed silent) {
                // perhaps on another leg
            }
        }
        return HopFinding.broken(
                "arp",
                fixedIp + " answers the router on none of its legs.",
                "Look whether the guest runs and has configured its address.");
    }
}
