package io.caelum.network.path;

import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.HopFinding.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that was found, as one walk from the guest outwards: each hop once. Behind a broken hop it goes on only as far as that
 * tells something: what cannot be otherwise there is not called broken too.
 */
final class Walk {

    private static final List<String> ORDER = List.of(
            "guest",
            "tap",
            "security-group",
            "uplink",
            "dhcp-lease",
            "arp",
            "router",
            "nat",
            "gateway",
            "mtu",
            "metadata");

    /** Without which others a hop cannot be in order. */
    private static final Map<String, List<String>> RELIES_ON = Map.of(
            "arp", List.of("guest", "tap", "uplink", "router"),
            "nat", List.of("router"),
            "gateway", List.of("router"),
            "mtu", List.of("tap", "router"));

    private Walk() {}

    static List<HopFinding> of(List<HopFinding> findings) {
        Map<String, List<HopFinding>> byHop = findings.stream().collect(Collectors.groupingBy(HopFinding::hop));
        List<HopFinding> hops = ORDER.stream()
                .filter(byHop::containsKey)
                .map(hop -> joined(hop, byHop.get(hop)))
                .toList();
        Set<String> broken = hops.stream()
                .filter(hop -> hop.state() == State.BROKEN)
                .map(HopFinding::hop)
                .collect(Collectors.toCollection(HashSet::new));
        return hops.stream().map(hop -> seenBehind(hop, broken)).toList();
    }

    /** What several have found out about a hop: the worst counts, and who found it says what to do. */
    private static HopFinding joined(String hop, List<HopFinding> findings) {
        State worst =
                findings.stream().map(HopFinding::state).max(State::compareTo).orElseThrow();
        var details = new ArrayList<String>();
        Optional<String> remedy = Optional.empty();
        for (HopFinding finding : findings) {
            if (finding.state() == worst && !details.contains(finding.detail())) {
                details.add(finding.detail());
                remedy = remedy.or(finding::remedy);
            }
        }
        return new HopFinding(hop, worst, String.join(" ", details), remedy);
    }

    private static HopFinding seenBehind(HopFinding hop, Set<String> broken) {
        if (hop.state() == State.OK) {
            return hop;
        }
        return RELIES_ON.getOrDefault(hop.hop(), List.of()).stream()
                .filter(broken::contains)
                .findFirst()
                .map(before -> HopFinding.unknown(
                        hop.hop(),
                        "It cannot be in order while the hop \"" + before + "\" is broken.",
                        "Mend \"" + before + "\" first."))
                .orElse(hop);
    }
}
