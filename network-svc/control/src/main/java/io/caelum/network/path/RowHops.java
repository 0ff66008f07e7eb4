package io.caelum.network.path;

import static io.caelum.platform.contract.network.HopFinding.broken;
import static io.caelum.platform.contract.network.HopFinding.fine;

import io.caelum.platform.contract.network.HopFinding;
import java.util.ArrayList;
import java.util.List;

/** Judges each hop by what the rows say of it. */
final class RowHops {

    private RowHops() {}

    static HopFinding unassociated() {
        return broken(
                "nat",
                "The floating address leads to no port.",
                "Associate it: openstack server add floating ip SERVER ADDRESS.");
    }

    static List<HopFinding> of(PathFacts facts) {
        return List.of(tap(facts), securityGroup(facts), dhcp(facts), router(facts), gateway(facts), mtu(facts));
    }

    private static HopFinding tap(PathFacts facts) {
        if (!facts.portUp()) {
            return broken(
                    "tap", "Port " + facts.portId() + " is set down.", "openstack port set --enable " + facts.portId());
        }
        if (facts.isBindingFailed()) {
            return broken(
                    "tap",
                    "Port " + facts.portId() + " could not be bound: host " + facts.portHost()
                            + " had no network agent that lived.",
                    "Start the agent there, then: openstack server reboot --hard SERVER, or migrate it.");
        }
        if (facts.portHost().isEmpty()) {
            return broken(
                    "tap",
                    "Port " + facts.portId() + " is on no host: no server has it.",
                    "Attach it to a server, or start the server.");
        }
        if (!facts.wiringAlive()) {
            return broken(
                    "tap",
                    "The network agent on host " + facts.portHost() + " has not reported lately.",
                    "Start the agent or its host again; openstack network agent list --host " + facts.portHost());
        }
        return facts.portStatus().equals("ACTIVE")
                ? fine("tap", "Port " + facts.portId() + " is wired on host " + facts.portHost() + ".")
                : broken(
                        "tap",
                        "Port " + facts.portId() + " is " + facts.portStatus() + " on host " + facts.portHost() + ".",
                        "Look into the log of the network agent on " + facts.portHost()
                                + "; it is told of the port again by itself.");
    }

    private static HopFinding securityGroup(PathFacts facts) {
        if (!facts.portSecurity()) {
            return fine("security-group", "Port security is off: nothing is filtered.");
        }
        if (facts.letIn() == null) {
            return broken("security-group", "No rule lets anything in from outside the cloud.", letIn(facts));
        }
        var closed = new ArrayList<String>();
        if (!facts.letsPingIn()) {
            closed.add("ping (icmp)");
        }
        if (!facts.letsSshIn()) {
            closed.add("ssh (tcp 22)");
        }
        return fine(
                "security-group",
                "Its rules let in " + facts.letIn() + "."
                        + (closed.isEmpty() ? "" : " Not from anywhere: " + String.join(", ", closed) + "."));
    }

    private static String letIn(PathFacts facts) {
        if (facts.securityGroup() == null) {
            return "The port has no security group: openstack port set --security-group GROUP " + facts.portId();
        }
        String rule = "openstack security group rule create --ingress --protocol %s " + facts.securityGroup();
        return rule.formatted("icmp") + " for ping, " + rule.formatted("tcp --dst-port 22") + " for ssh";
    }

    private static HopFinding dhcp(PathFacts facts) {
        if (!facts.enableDhcp()) {
            return fine("dhcp-lease", "The subnet has no DHCP: the guest has to know its address otherwise.");
        }
        if (facts.dhcpHost() == null) {
            return broken(
                    "dhcp-lease",
                    "No DHCP agent serves network " + facts.networkId() + ".",
                    "Start a network node, or give the network to its agent: openstack network agent add network --dhcp AGENT NETWORK.");
        }
        return facts.dhcpAgentAlive()
                ? fine("dhcp-lease", "The DHCP agent on host " + facts.dhcpHost() + " serves the network.")
                : broken(
                        "dhcp-lease",
                        "The DHCP agent on host " + facts.dhcpHost() + " has not reported lately.",
                        "Start the agent again, or wait until another one takes the network over.");
    }

    private static HopFinding router(PathFacts facts) {
        String router = "Router " + facts.routerId();
        if (!facts.routerUp()) {
            return broken("router", router + " is set down.", "openstack router set --enable " + facts.routerId());
        }
        if (facts.interfaceStatus() == null) {
            return broken(
                    "router",
                    router + " has no interface on the subnet of " + facts.fixedIp() + ".",
                    "openstack router add subnet " + facts.routerId() + " SUBNET");
        }
        if (facts.routerHost() == null) {
            return broken(
                    "router",
                    "No L3 agent runs " + router + ".",
                    "Start a network node, or give the router to its agent: openstack network agent add router --l3 AGENT ROUTER.");
        }
        if (!facts.routerAgentAlive()) {
            return broken(
                    "router",
                    "The L3 agent on host " + facts.routerHost() + " has not reported lately.",
                    "Start the agent again, or wait until another one takes the router over.");
        }
        if (!facts.routerStatus().equals("ACTIVE") || !facts.interfaceStatus().equals("ACTIVE")) {
            return broken(
                    "router",
                    router + " is " + facts.routerStatus() + " on host " + facts.routerHost() + ", its interface "
                            + facts.interfaceStatus() + ".",
                    "Look into the log of the network node on " + facts.routerHost() + ".");
        }
        return fine("router", router + " runs on host " + facts.routerHost() + ".");
    }

    private static HopFinding gateway(PathFacts facts) {
        if (facts.gatewayStatus() == null) {
            return broken(
                    "gateway",
                    "Router " + facts.routerId() + " has no gateway.",
                    "openstack router set --external-gateway NETWORK " + facts.routerId());
        }
        return facts.gatewayStatus().equals("ACTIVE")
                ? fine("gateway", "The router's gateway port is wired.")
                : broken(
                        "gateway",
                        "The router's gateway port is " + facts.gatewayStatus() + ".",
                        "Look whether host " + facts.routerHost()
                                + " has a bridge to the external network (bridge mappings).");
    }

    private static HopFinding mtu(PathFacts facts) {
        return facts.largestMtu()
                .filter(largest -> facts.mtu() > largest)
                .map(largest -> broken(
                        "mtu",
                        "The network's MTU is " + facts.mtu()
                                + ": with the tunnel's header a packet is larger than 1500 bytes.",
                        "Unless the underlay takes more: openstack network set --mtu " + largest + " "
                                + facts.networkId()))
                .orElseGet(() -> fine("mtu", "Packets of " + facts.mtu() + " bytes fit."));
    }
}
