package io.caelum.networknode.router.linux;

import io.caelum.networknode.linux.Leg;
import io.caelum.networknode.linux.Link;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What of a leg is not as it should be, as ends of sentences. */
final class LegLook {

    private LegLook() {}

    /** @param found all devices of the namespace, by name */
    static Optional<String> fault(Leg leg, Map<String, Link> found, Set<String> addresses) {
        Link link = found.get(leg.device());
        if (link == null) {
            return Optional.of("lacks " + leg.device());
        }
        if (!link.isUp()) {
            return Optional.of("has " + leg.device() + " down");
        }
        if (!link.macAddress().equalsIgnoreCase(leg.macAddress())) {
            return Optional.of("has another hardware address on " + leg.device() + " than its port");
        }
        var missing = new TreeSet<String>(addresses);
        missing.removeAll(link.addresses());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("lacks " + String.join(", ", missing) + " on " + leg.device());
    }

    static Optional<String> tooSmall(Leg leg, Map<String, Link> found) {
        return Optional.ofNullable(found.get(leg.device()))
                .filter(link -> link.mtu() < leg.mtu())
                .map(link ->
                        leg.device() + " takes packets of " + link.mtu() + " bytes only; its network has " + leg.mtu());
    }
}
