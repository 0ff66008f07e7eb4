package io.caelum.launcher.field;

import io.caelum.launcher.process.Shell;
import java.util.List;

/** Namespaces, switches between them, and the cables from their cards to the switches. What is there stays as it is. */
final class Cables {

    private static final String UNDERLAY = "under";
    private static final String VLANS = "phys";
    private static final String PUBLIC = "public";
    private static final int FULL_FRAME = 1500;

    private final FieldPlan plan;

    Cables(FieldPlan plan) {
        this.plan = plan;
    }

    void lay() {
        plan.fabric().create();
        bridge(UNDERLAY, FieldPlan.UNDERLAY_MTU);
        bridge(VLANS, FULL_FRAME);
        bridge(PUBLIC, FULL_FRAME);
        for (String host : plan.hosts()) {
            Namespace namespace = plan.namespaceOf(host);
            namespace.create();
            int number = plan.hosts().indexOf(host);
            cable(namespace, FieldPlan.TUNNEL_CARD, UNDERLAY, number, FieldPlan.UNDERLAY_MTU);
            cable(namespace, FieldPlan.VLAN_CARD, VLANS, number, FULL_FRAME);
        }
        cable(plan.namespaceOf(FieldPlan.NETWORK_NODE), FieldPlan.PUBLIC_CARD, PUBLIC, 0, FULL_FRAME);
        outside();
    }

    /** The world outside has one address: it answers pings, and routers send there what is not for anybody here. */
    private void outside() {
        plan.outside().create();
        cable(plan.outside(), "eth0", PUBLIC, 99, FULL_FRAME);
        plan.outside().ip("address", "replace", FieldPlan.EXTERNAL_GATEWAY + "/24", "dev", "eth0");
    }

    private void bridge(String name, int mtu) {
        if (!plan.fabric().has(name)) {
            plan.fabric()
                    .ip("link", "add", name, "mtu", Integer.toString(mtu), "type", "bridge", "mcast_snooping", "0");
        }
        plan.fabric().ip("link", "set", name, "up");
    }

    /** One end is the card in the namespace, the other is plugged into a bridge of the fabric. */
    private void cable(Namespace namespace, String card, String bridge, int number, int mtu) {
        String plug = bridge + number;
        if (!plan.fabric().has(plug)) {
            var length = Integer.toString(mtu);
            plan.fabric()
                    .ip(
                            "link",
                            "add",
                            plug,
                            "mtu",
                            length,
                            "type",
                            "veth",
                            "peer",
                            "name",
                            card,
                            "mtu",
                            length,
                            "netns",
                            namespace.name());
        }
        withoutOffloads(plan.fabric(), plug);
        withoutOffloads(namespace, card);
        plan.fabric().ip("link", "set", plug, "master", bridge, "up");
        namespace.ip("link", "set", card, "up");
    }

    /** A switch in user space reads frames as they are: sums and segments that a card was to make would be missing. */
    private static void withoutOffloads(Namespace namespace, String device) {
        Shell.run(namespace.inside(
                        List.of("ethtool", "-K", device, "tx", "off", "tso", "off", "gso", "off", "gro", "off")))
                .orThrow();
    }
}
