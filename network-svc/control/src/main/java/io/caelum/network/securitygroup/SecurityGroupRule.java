package io.caelum.network.securitygroup;

import io.caelum.network.standard.StandardAttributes;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
class SecurityGroupRule extends StandardAttributes {

    @Id
    UUID id;

    UUID securityGroupId;
    String projectId;
    String direction;
    String ethertype;

    @Nullable
    String protocol;

    @Nullable
    Integer portRangeMin;

    @Nullable
    Integer portRangeMax;

    @Nullable
    String remoteIpPrefix;

    @Nullable
    UUID remoteGroupId;

    /** What the rule says, in one form: two rules of a group never say the same. */
    String content;

    static SecurityGroupRule requested(UUID groupId, String projectId, RuleContent content, String text, Instant now) {
        var rule = new SecurityGroupRule();
        rule.id = UUID.randomUUID();
        rule.securityGroupId = groupId;
        rule.projectId = projectId;
        rule.description = text;
        rule.direction = content.direction().wireName();
        rule.ethertype = content.ethertype().wireName();
        rule.protocol = content.protocol().map(Protocol::text).orElse(null);
        rule.portRangeMin = content.portRangeMin();
        rule.portRangeMax = content.portRangeMax();
        rule.remoteIpPrefix = content.remoteIpPrefix().map(Object::toString).orElse(null);
        rule.remoteGroupId = content.remoteGroupId().orElse(null);
        rule.content = content.asText();
        rule.created(now);
        return rule;
    }
}
