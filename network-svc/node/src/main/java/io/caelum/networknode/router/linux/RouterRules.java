package io.caelum.networknode.router.linux;

import io.caelum.networkagent.host.DeviceNames;
import io.caelum.platform.contract.network.RouterPlan;
import io.caelum.platform.contract.network.RouterPlan.FloatingAddress;
import io.caelum.platform.contract.network.RouterPlan.Forwarding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A router's nftables table, as text for {@code nft -f}. */
final class RouterRules {

    static final String TABLE = "inet caelum_router";

    private RouterRules() {}

    /** The transaction that replaces the table, whether it is there or not. */
    static String replacing(RouterPlan plan) {
        return "table " + TABLE + " {}\ndelete table " + TABLE + "\n" + table(plan);
    }

    private static String table(RouterPlan plan) {
        Optional<String> outside = plan.gateway().map(gateway -> DeviceNames.routerGateway(gateway.portId()));
        var lines = new ArrayList<String>();
        lines.add("table " + TABLE + " {");
        if (outside.isPresent()) {
            lines.addAll(translations(plan));
            lines.addAll(prerouting());
            lines.addAll(postrouting(plan, outside.get()));
        }
        lines.addAll(forward(plan, outside));
        lines.add("}");
        return String.join("\n", lines) + "\n";
    }

    private static List<String> translations(RouterPlan plan) {
        return List.of(
                container("map floating_in", "ipv4_addr : ipv4_addr", floating(plan, RouterRules::inwards)),
                container("map floating_out", "ipv4_addr : ipv4_addr", floating(plan, RouterRules::outwards)),
                container(
                        "map forwardings",
                        "ipv4_addr . inet_proto . inet_service : ipv4_addr . inet_service",
                        forwardings(plan)),
                container("set served", "ipv4_addr . ipv4_addr", served(plan)));
    }

    private static List<String> prerouting() {
        return List.of(
                "chain prerouting {",
                "type nat hook prerouting priority dstnat; policy accept;",
                "dnat ip to ip daddr . meta l4proto . th dport map @forwardings",
                "dnat ip to ip daddr map @floating_in",
                "}");
    }

    /** A guest that calls another one by its floating address must look as it does outside, or the answer goes astray. */
    private static List<String> postrouting(RouterPlan plan, String outside) {
        var lines = new ArrayList<String>();
        lines.add("chain postrouting {");
        lines.add("type nat hook postrouting priority srcnat; policy accept;");
        lines.add("iifname \"" + outside + "\" accept");
        lines.add("oifname != \"" + outside + "\" ct status ! dnat accept");
        lines.add("snat ip to ip saddr map @floating_out");
        ownAddress(plan).ifPresent(own -> {
            String which = isTranslating(plan) ? "meta nfproto ipv4" : "meta nfproto ipv4 ct status dnat";
            lines.add(which + " snat ip to " + own);
        });
        lines.add("}");
        return lines;
    }

    private static List<String> forward(RouterPlan plan, Optional<String> outside) {
        var lines = new ArrayList<String>();
        lines.add("chain forward {");
        lines.add("type filter hook forward priority filter; policy accept;");
        if (!plan.adminStateUp()) {
            lines.add("drop");
        } else if (outside.isPresent()) {
            lines.add("meta nfproto ipv4 ct status dnat ct original ip daddr . ct reply ip saddr != @served drop");
            String own = ownAddress(plan)
                    .map(ip -> "ct reply ip daddr != " + ip + " ")
                    .orElse("");
            lines.add("meta nfproto ipv4 ct status snat " + own
                    + "ct reply ip daddr . ct original ip saddr != @served drop");
            lines.add("ct state established,related accept");
            if (isTranslating(plan)) {
                lines.add("iifname \"" + outside.get() + "\" meta nfproto ipv4 ct status ! dnat drop");
            }
            // networks of different types have different MTUs, and not everybody lets the notice of it pass
            lines.add("tcp flags syn tcp option maxseg size set rt mtu");
        }
        lines.add("}");
        return lines;
    }

    private static boolean isTranslating(RouterPlan plan) {
        return plan.gateway().filter(RouterPlan.Gateway::enableSnat).isPresent();
    }

    private static Optional<String> ownAddress(RouterPlan plan) {
        return plan.gateway().stream()
                .flatMap(gateway -> gateway.addresses().stream())
                .map(RouterPlan.Address::ipAddress)
                .filter(ip -> ip.indexOf(':') < 0)
                .findFirst();
    }

    private static TreeSet<String> floating(RouterPlan plan, Function<FloatingAddress, String> element) {
        return plan.floatingAddresses().stream().map(element).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String inwards(FloatingAddress floating) {
        return floating.floatingIp() + " : " + floating.fixedIp();
    }

    private static String outwards(FloatingAddress floating) {
        return floating.fixedIp() + " : " + floating.floatingIp();
    }

    private static TreeSet<String> forwardings(RouterPlan plan) {
        var elements = new TreeSet<String>();
        for (Forwarding forwarding : plan.forwardings()) {
            int count = forwarding.externalPortLast() - forwarding.externalPortFirst() + 1;
            for (int i = 0; i < count; i++) {
                elements.add("%s . %s . %d : %s . %d"
                        .formatted(
                                forwarding.floatingIp(),
                                forwarding.protocol(),
                                forwarding.externalPortFirst() + i,
                                forwarding.internalIp(),
                                forwarding.internalPortFirst() + i));
            }
        }
        return elements;
    }

    private static TreeSet<String> served(RouterPlan plan) {
        TreeSet<String> pairs = floating(plan, address -> address.floatingIp() + " . " + address.fixedIp());
        plan.forwardings().forEach(forwarding -> pairs.add(forwarding.floatingIp() + " . " + forwarding.internalIp()));
        return pairs;
    }

    private static String container(String head, String type, TreeSet<String> elements) {
        String content = elements.isEmpty() ? "" : " elements = { " + String.join(", ", elements) + " }";
        return head + " { type " + type + ";" + content + " }";
    }
}
