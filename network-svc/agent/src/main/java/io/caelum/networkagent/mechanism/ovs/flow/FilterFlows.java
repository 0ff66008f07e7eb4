package io.caelum.networkagent.mechanism.ovs.flow;

import io.caelum.networkagent.mechanism.Surroundings;
import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.contract.network.SecurityGroupState.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Security groups: tables 72 and 73 for what ports send, 81 to 83 for what they get. The zone of connection tracking is
 * the network's local number, so that equal addresses on two networks are two things.
 *
 * <p>Both sides of a connection may be on this host, in one zone, and a sender can have it tracked by writing to another
 * hardware address first. So that a connection is tracked says nothing: its mark tells which side's rules let it through, and
 * each filter looks for the consent of its own port.
 *
 * <p>Members of remote groups are matched by conjunction: a flow for each address and one for each service instead of one
 * for each pair.
 */
final class FilterFlows {

    private static final String TRACKED = "ct_state=+trk";

    /** Bits of a connection's mark: who of the one that began it and the other has let it through. */
    private static final int SENDER = 0;

    private static final int RECEIVER = 1;
    private static final int BY_MEMBER = 75;
    private static final int BY_RULE = 77;

    private final Flows flows;
    private final Surroundings surroundings;

    /** Ids of conjunctions, by table, priority aside: match of one of their halves. */
    private final Map<String, Set<String>> halves = new TreeMap<>();

    private FilterFlows(Flows flows, Surroundings surroundings) {
        this.flows = flows;
        this.surroundings = surroundings;
    }

    static void add(Flows flows, HostPlan plan) {
        var filter = new FilterFlows(flows, plan.surroundings());
        filter.sent();
        filter.got();
        plan.ports().stream().filter(port -> port.isFiltered() && port.isUp()).forEach(filter::rules);
        filter.halves.forEach((tableAndMatch, conjunctions) -> {
            String[] parts = tableAndMatch.split(" ", 2);
            flows.add(Integer.parseInt(parts[0]), BY_MEMBER, parts[1], String.join(",", conjunctions));
        });
    }

    private void sent() {
        established(72, SENDER, RECEIVER, 73);
        for (String family : List.of("ip", "ipv6")) {
            flows.add(
                    73,
                    90,
                    "ct_state=-rpl+trk,ct_mark=0x0/" + mask(SENDER) + "," + family,
                    commit(SENDER),
                    "resubmit(,94)");
        }
        flows.add(73, 80, "", "resubmit(,94)");
    }

    private void got() {
        flows.add(81, 100, "arp", "resubmit(,90)");
        flows.add(81, 95, "udp,tp_src=67,tp_dst=68", "resubmit(,90)");
        flows.add(81, 95, "udp6,tp_src=547,tp_dst=546", "resubmit(,90)");
        for (int type : List.of(130, 131, 132, 134, 135, 136)) {
            flows.add(81, 95, "icmp6,icmp_type=" + type, "resubmit(,90)");
        }
        for (String family : List.of("ip", "ipv6")) {
            flows.add(81, 90, "ct_state=-trk," + family, "ct(table=82,zone=NXM_NX_REG6[0..15])");
        }
        flows.add(81, 80, "ct_state=+trk", "resubmit(,82)");
        established(82, RECEIVER, SENDER, 90);
        // one receiver's consent to what is sent to many is not that of the others
        flows.add(83, 95, "dl_dst=01:00:00:00:00:00/01:00:00:00:00:00", "resubmit(,90)");
        for (String family : List.of("ip", "ipv6")) {
            flows.add(
                    83,
                    90,
                    "ct_state=-rpl+trk,ct_mark=0x0/" + mask(RECEIVER) + "," + family,
                    commit(RECEIVER),
                    "resubmit(,90)");
        }
        flows.add(83, 80, "", "resubmit(,90)");
    }

    /** @param there whose consent counts for what goes the way of the first packet, {@code back} for the answers */
    private void established(int table, int there, int back, int next) {
        flows.add(table, 90, "ct_state=+inv+trk", "drop");
        flows.add(
                table,
                80,
                "ct_state=+est-rpl+trk,ct_mark=" + mask(there) + "/" + mask(there),
                "resubmit(," + next + ")");
        flows.add(
                table, 80, "ct_state=+est+rpl+trk,ct_mark=" + mask(back) + "/" + mask(back), "resubmit(," + next + ")");
        flows.add(table, 80, "ct_state=+rel+trk", "resubmit(," + next + ")");
    }

    private static String mask(int bit) {
        return "0x" + Integer.toHexString(1 << bit);
    }

    private static String commit(int bit) {
        return "ct(commit,zone=NXM_NX_REG6[0..15],exec(load:1->NXM_NX_CT_MARK[" + bit + "]))";
    }

    private void rules(LocalPort port) {
        var remotes = new TreeSet<UUID>();
        groups(port)
                .forEach(group ->
                        group.rules().forEach(rule -> rule.remoteGroupId().ifPresent(remotes::add)));
        List<UUID> numbered = List.copyOf(remotes);
        for (SecurityGroupState group : groups(port)) {
            for (Rule rule : group.rules()) {
                Optional<UUID> remote = rule.remoteGroupId();
                if (remote.isPresent()) {
                    byMember(port, rule, numbered.indexOf(remote.get()));
                } else {
                    byPrefix(port, rule);
                }
            }
        }
    }

    private List<SecurityGroupState> groups(LocalPort port) {
        return port.wiring().securityGroups().stream()
                .distinct()
                .map(surroundings.groups()::get)
                .filter(group -> group != null)
                .toList();
    }

    private void byPrefix(LocalPort port, Rule rule) {
        RuleMatch.remote(rule).ifPresent(remote -> {
            for (String service : RuleMatch.services(rule)) {
                flows.add(table(rule), BY_RULE, of(port) + "," + service + remote, letThrough(rule));
            }
        });
    }

    private void byMember(LocalPort port, Rule rule, int number) {
        boolean ingress = RuleMatch.isIngress(rule);
        boolean ipv4 = RuleMatch.isIpv4(rule);
        List<String> services = RuleMatch.services(rule);
        SecurityGroupState remote =
                surroundings.groups().get(rule.remoteGroupId().orElseThrow());
        if (remote == null || services.isEmpty()) {
            return;
        }
        // unique on the host, and the same after a restart: flows that are right stay as they are
        long id = (long) port.ofport() << 16 | (long) number << 2 | (ingress ? 2 : 0) | (ipv4 ? 1 : 0);
        services.forEach(service -> half(rule, of(port) + "," + service, id, 2));
        for (String member : remote.members()) {
            Prefix.parse(member)
                    .filter(address -> address.isIpv4() == ipv4)
                    .ifPresent(address -> half(
                            rule,
                            TRACKED + "," + RuleMatch.family(ipv4) + "," + RuleMatch.other(address, ingress),
                            id,
                            1));
        }
        flows.add(
                table(rule),
                BY_MEMBER,
                "conj_id=" + id + "," + of(port) + "," + RuleMatch.family(ipv4),
                letThrough(rule));
    }

    private void half(Rule rule, String match, long id, int half) {
        halves.computeIfAbsent(table(rule) + " " + match, none -> new TreeSet<>())
                .add("conjunction(" + id + "," + half + "/2)");
    }

    private static String of(LocalPort port) {
        return "reg5=" + port.ofport() + "," + TRACKED;
    }

    private static int table(Rule rule) {
        return RuleMatch.isIngress(rule) ? 82 : 72;
    }

    private static String letThrough(Rule rule) {
        return RuleMatch.isIngress(rule) ? "resubmit(,83)" : "resubmit(,73)";
    }
}
