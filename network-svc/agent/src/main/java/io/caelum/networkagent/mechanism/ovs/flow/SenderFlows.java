package io.caelum.networkagent.mechanism.ovs.flow;

import java.util.List;

/**
 * Tables 70 and 71: a guest sends as itself only, and never what only a router or a DHCP server says. What is let through
 * here without connection tracking is what a guest needs to find its address and its neighbours.
 */
final class SenderFlows {

    private static final String TRACK = "ct(table=72,zone=NXM_NX_REG6[0..15])";
    private static final String NOBODY = "00:00:00:00:00:00";

    private SenderFlows() {}

    static void add(Flows flows, HostPlan plan) {
        plan.ports().stream().filter(port -> port.isFiltered() && port.isUp()).forEach(port -> add(flows, port));
        // of any port; what is not let through below is dropped anyway
        flows.add(71, 100, "udp,tp_src=67,tp_dst=68", "drop");
        flows.add(71, 100, "udp6,tp_src=547,tp_dst=546", "drop");
        for (int type : List.of(134, 137)) {
            flows.add(71, 100, "icmp6,icmp_type=" + type, "drop");
        }
        // neighbour discovery that is not let through at a higher priority is a lie
        for (int type : List.of(135, 136)) {
            flows.add(71, 80, "icmp6,icmp_type=" + type, "drop");
        }
        // RFC 6980: nothing of neighbour discovery comes in fragments, except to get past those who look for it
        for (String link : List.of("ff02::/16", "fe80::/10")) {
            flows.add(71, 100, "icmp6,nw_frag=yes,ipv6_dst=" + link, "drop");
        }
    }

    private static void add(Flows flows, LocalPort port) {
        String from = "reg5=" + port.ofport();
        for (String mac : port.macs()) {
            String sender = from + ",dl_src=" + mac;
            // looking whether an address is free, and asking for one
            flows.add(71, 90, "arp," + sender + ",arp_sha=" + mac + ",arp_spa=0.0.0.0", "resubmit(,94)");
            // what a hypervisor says for a guest that has just come: that it is reached here from now on
            flows.add(71, 90, "rarp," + sender + ",arp_sha=" + mac, "resubmit(,94)");
            flows.add(71, 90, "udp," + sender + ",nw_src=0.0.0.0,tp_src=68,tp_dst=67", "resubmit(,94)");
            for (String tells : List.of(mac, NOBODY)) {
                flows.add(71, 90, "icmp6," + sender + ",icmp_type=135,icmp_code=0,nd_sll=" + tells, "resubmit(,70)");
            }
            for (int type : List.of(131, 132, 133, 143)) {
                flows.add(71, 90, "icmp6," + sender + ",icmp_type=" + type, "resubmit(,70)");
            }
            flows.add(70, 80, "icmp6," + sender + ",ipv6_src=::", "resubmit(,94)");
        }
        for (LocalPort.Identity identity : port.identities()) {
            String sender = from + ",dl_src=" + identity.mac();
            String address = identity.address().text();
            if (identity.address().isIpv4()) {
                ipv4(flows, sender, identity.mac(), address);
            } else {
                ipv6(flows, sender, identity.mac(), address);
            }
        }
    }

    private static void ipv4(Flows flows, String sender, String mac, String address) {
        flows.add(71, 90, "arp," + sender + ",arp_sha=" + mac + ",arp_spa=" + address, "resubmit(,94)");
        flows.add(71, 90, "udp," + sender + ",nw_src=" + address + ",tp_src=68,tp_dst=67", "resubmit(,94)");
        flows.add(71, 65, "ip," + sender + ",nw_src=" + address, TRACK);
    }

    private static void ipv6(Flows flows, String sender, String mac, String address) {
        for (String tells : List.of(mac, NOBODY)) {
            flows.add(
                    71,
                    90,
                    "icmp6," + sender + ",icmp_type=136,icmp_code=0,nd_target=" + address + ",nd_tll=" + tells,
                    "resubmit(,70)");
        }
        flows.add(71, 90, "udp6," + sender + ",ipv6_src=" + address + ",tp_src=546,tp_dst=547", "resubmit(,94)");
        flows.add(70, 80, "ipv6," + sender + ",ipv6_src=" + address, "resubmit(,94)");
        flows.add(71, 65, "ipv6," + sender + ",ipv6_src=" + address, TRACK);
    }
}
