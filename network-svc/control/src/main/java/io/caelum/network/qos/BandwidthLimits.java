package io.caelum.network.qos;

import io.caelum.platform.contract.network.PortWiring.BandwidthLimit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Limits as queries give them: {@code direction:kbps:burst,...}, ordered by direction. */
public final class BandwidthLimits {

    private BandwidthLimits() {}

    public static List<BandwidthLimit> parse(@Nullable String joined) {
        return joined == null
                ? List.of()
                : Arrays.stream(joined.split(",")).map(BandwidthLimits::one).toList();
    }

    private static BandwidthLimit one(String text) {
        String[] parts = text.split(":");
        return new BandwidthLimit(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    /** A port's own policy counts instead of its network's, which is for the ports of users only. */
    public static List<BandwidthLimit> ofPort(
            String deviceOwner, boolean hasPolicy, @Nullable String own, Optional<String> ofNetwork) {
        if (hasPolicy) {
            return parse(own);
        }
        return deviceOwner.startsWith("network:") ? List.of() : parse(ofNetwork.orElse(null));
    }
}
