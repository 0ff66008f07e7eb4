package io.caelum.network.qos;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.request.Attributes;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The limits in a policy; a change of one is told to the agents of all ports that have the policy. */
@ApplicationScoped
class BandwidthLimitService {

    /** The ports are due to be told, which a sweep does. */
    private static final String TELL = """
            update port set wire_due_at = now() where vif_type in ('ovs', 'tap') and (qos_policy_id = $1
                or qos_policy_id is null and network_id in (select id from network where qos_policy_id = $1))
            """;

    @Inject
    Db db;

    @Inject
    QosPolicies policies;

    @Inject
    Clock clock;

    Uni<List<BandwidthLimitView>> list(RequestContext caller, UUID policy) {
        return db.read(tx -> policies.require(tx, caller, policy)
                .chain(() -> policies.rulesOf(tx, List.of(policy)))
                .map(rules -> rules.stream().map(BandwidthLimitView::of).toList()));
    }

    Uni<BandwidthLimitView> show(RequestContext caller, UUID policy, UUID id) {
        return db.read(tx -> policies.require(tx, caller, policy).chain(() -> rule(tx, policy, id)))
                .map(BandwidthLimitView::of);
    }

    Uni<BandwidthLimitView> create(RequestContext caller, UUID policy, Attributes in) {
        var rule = new BandwidthLimitRule();
        rule.id = UUID.randomUUID();
        rule.qosPolicyId = policy;
        rule.direction = "egress";
        rule.maxKbps = Attributes.required("max_kbps", number(in, "max_kbps"));
        read(rule, in, "POST");
        return changing(caller, policy, tx -> tx.session().insert(rule).replaceWith(rule));
    }

    Uni<BandwidthLimitView> update(RequestContext caller, UUID policy, UUID id, Attributes in) {
        return changing(
                caller,
                policy,
                tx -> rule(tx, policy, id)
                        .invoke(rule -> {
                            Integer max = number(in, "max_kbps");
                            rule.maxKbps = max == null ? rule.maxKbps : max;
                            read(rule, in, "PUT");
                        })
                        .call(rule -> tx.session().update(rule)));
    }

    Uni<Void> delete(RequestContext caller, UUID policy, UUID id) {
        return changing(caller, policy, tx -> rule(tx, policy, id).call(() -> tx.delete(BandwidthLimitRule.class, id)))
                .replaceWithVoid();
    }

    private Uni<BandwidthLimitView> changing(
            RequestContext caller, UUID policyId, Function<Tx, Uni<BandwidthLimitRule>> work) {
        return db.withTransaction(tx -> policies.requireLocked(tx, caller, policyId)
                        .invoke(policy -> policy.changed(clock.instant()))
                        .call(policy -> tx.session().update(policy))
                        .chain(() -> work.apply(tx))
                        .invoke(() -> tx.ahead(TELL, policyId)))
                .map(BandwidthLimitView::of)
                .onFailure(failure -> Db.isViolation(failure, "limit_once"))
                .transform(failure -> NetworkFaults.conflict(
                        "QoSRuleParameterConflict",
                        "Unable to add the rule: the policy " + policyId + " already has a limit of that direction."));
    }

    private static void read(BandwidthLimitRule rule, Attributes in, String method) {
        Integer burst = number(in, "max_burst_kbps");
        String direction = in.formed("direction", "direction (egress or ingress)", BandwidthLimitService::direction);
        in.refuseOthers(method, Set.of("id", "tenant_id", "project_id", "qos_policy_id"));
        rule.maxBurstKbps = burst == null ? rule.maxBurstKbps : burst;
        rule.direction = direction == null ? rule.direction : direction;
    }

    private static String direction(String text) {
        if (!text.equals("egress") && !text.equals("ingress")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static @Nullable Integer number(Attributes in, String key) {
        Long number = in.integer(key);
        if (number != null && (number < 0 || number > Integer.MAX_VALUE)) {
            throw Attributes.invalid(key, "'" + number + "' is not a number from 0 to " + Integer.MAX_VALUE);
        }
        return number == null ? null : number.intValue();
    }

    private static Uni<BandwidthLimitRule> rule(Tx tx, UUID policy, UUID id) {
        return tx.session()
                .createSelectionQuery(
                        "from BandwidthLimitRule r where r.id = :id and r.qosPolicyId = :policy",
                        BandwidthLimitRule.class)
                .setParameter("id", id)
                .setParameter("policy", policy)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> NetworkFaults.qosRuleNotFound(policy, id));
    }
}
