package io.caelum.network.qos;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.network.listing.Answers.Identified;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param type only where the rule stands in its policy */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(SnakeCaseStrategy.class)
record BandwidthLimitView(
        UUID id,
        int maxKbps,
        int maxBurstKbps,
        String direction,
        UUID qosPolicyId,
        @Nullable String type) implements Identified {

    static BandwidthLimitView of(BandwidthLimitRule rule) {
        return view(rule, null);
    }

    static BandwidthLimitView inPolicy(BandwidthLimitRule rule) {
        return view(rule, "bandwidth_limit");
    }

    private static BandwidthLimitView view(BandwidthLimitRule rule, @Nullable String type) {
        return new BandwidthLimitView(rule.id, rule.maxKbps, rule.maxBurstKbps, rule.direction, rule.qosPolicyId, type);
    }
}
