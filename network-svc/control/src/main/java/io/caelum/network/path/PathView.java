package io.caelum.network.path;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.platform.contract.network.HopFinding;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * @param brokenHop the first that is broken, on the way from the guest outwards
 * @param remedy what to do about it
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PathView(
        UUID floatingipId, boolean ok, Optional<String> brokenHop, Optional<String> remedy, List<Hop> hops) {

    private static final List<String> ORDER =
            List.of("guest", "tap", "security-group", "dhcp-lease", "arp", "router", "nat", "mtu", "metadata");

    @JsonNaming(SnakeCaseStrategy.class)
    record Hop(String hop, boolean ok, String detail, Optional<String> remedy) {}

    static PathView of(UUID id, List<HopFinding> findings) {
        List<Hop> hops = findings.stream()
                .sorted(Comparator.comparingInt(finding -> position(finding.hop())))
                .map(finding -> new Hop(finding.hop(), finding.ok(), finding.detail(), finding.remedy()))
                .toList();
        Optional<Hop> broken = hops.stream().filter(hop -> !hop.ok).findFirst();
        return new PathView(id, broken.isEmpty(), broken.map(Hop::hop), broken.flatMap(Hop::remedy), hops);
    }

    private static int position(String hop) {
        int at = ORDER.indexOf(hop);
        return at < 0 ? ORDER.size() : at;
    }
}
