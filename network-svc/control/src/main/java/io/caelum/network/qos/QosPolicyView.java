package io.caelum.network.qos;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.caelum.network.listing.Answers.Identified;
import io.caelum.network.standard.Times;
import java.util.List;
import java.util.UUID;

@JsonNaming(SnakeCaseStrategy.class)
record QosPolicyView(
        UUID id,
        String name,
        String tenantId,
        String projectId,
        boolean shared,
        @JsonProperty("is_default") boolean isDefault,
        List<BandwidthLimitView> rules,
        String description,
        List<String> tags,
        String createdAt,
        String updatedAt,
        int revisionNumber)
        implements Identified {

    static QosPolicyView of(QosPolicy policy, List<BandwidthLimitRule> rules) {
        return new QosPolicyView(
                policy.id,
                policy.name,
                policy.projectId,
                policy.projectId,
                policy.shared,
                policy.isDefault,
                rules.stream().map(BandwidthLimitView::inPolicy).toList(),
                policy.description,
                List.of(policy.tags),
                Times.text(policy.createdAt),
                Times.text(policy.updatedAt),
                policy.revision);
    }
}
