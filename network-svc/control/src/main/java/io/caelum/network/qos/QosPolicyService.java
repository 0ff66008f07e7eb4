package io.caelum.network.qos;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.notice.Notices;
import io.caelum.network.policy.Ownership;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class QosPolicyService {

    @Inject
    Db db;

    @Inject
    QosPolicies policies;

    @Inject
    Notices notices;

    @Inject
    Clock clock;

    Uni<List<QosPolicyView>> list(RequestContext caller, ListRequest request) {
        return db.read(tx -> policies.list(tx, caller, request).chain(rows -> views(tx, rows)));
    }

    private Uni<List<QosPolicyView>> views(Tx tx, List<QosPolicy> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return policies.rulesOf(tx, rows.stream().map(row -> row.id).toList()).map(rules -> {
            Map<UUID, List<BandwidthLimitRule>> byPolicy =
                    rules.stream().collect(Collectors.groupingBy(rule -> rule.qosPolicyId));
            return rows.stream()
                    .map(row -> QosPolicyView.of(row, byPolicy.getOrDefault(row.id, List.of())))
                    .toList();
        });
    }

    Uni<QosPolicyView> show(RequestContext caller, UUID id) {
        return db.read(tx -> policies.require(tx, caller, id).chain(policy -> view(tx, policy)));
    }

    private Uni<QosPolicyView> view(Tx tx, QosPolicy policy) {
        return views(tx, List.of(policy)).map(List::getFirst);
    }

    Uni<QosPolicyView> create(RequestContext caller, CreateQosPolicy wanted) {
        var policy = QosPolicy.requested(Ownership.projectFor(caller, wanted.projectId()), wanted, clock.instant());
        var view = QosPolicyView.of(policy, List.of());
        return db.withTransaction(tx -> tx.session()
                .insert(policy)
                .chain(() -> notices.created(tx, "policy", policy.id, wanted.asked(), view))
                .replaceWith(view));
    }

    Uni<QosPolicyView> update(RequestContext caller, UUID id, UpdateQosPolicy wanted, @Nullable Integer revision) {
        return db.withTransaction(tx -> policies.requireLocked(tx, caller, id)
                .invoke(policy -> policy.requireRevision(revision))
                .invoke(policy -> {
                    policy.name = or(wanted.name(), policy.name);
                    policy.description = or(wanted.description(), policy.description);
                    policy.shared = or(wanted.shared(), policy.shared);
                    policy.isDefault = or(wanted.isDefault(), policy.isDefault);
                    policy.changed(clock.instant());
                })
                .call(policy -> tx.session().update(policy))
                .chain(policy -> view(tx, policy))
                .call(view -> notices.updated(tx, "policy", id, wanted.asked(), view)));
    }

    Uni<Void> delete(RequestContext caller, UUID id, @Nullable Integer revision) {
        return db.withTransaction(tx -> policies.requireLocked(tx, caller, id)
                        .invoke(policy -> policy.requireRevision(revision))
                        .call(() -> tx.delete(QosPolicy.class, id))
                        .chain(policy -> notices.deleted(tx, "policy", id, QosPolicyView.of(policy, List.of()))))
                .onFailure(QosPolicyService::isUsed)
                .transform(failure -> NetworkFaults.conflict(
                        "QosPolicyInUse", "QoS Policy " + id + " is used by a network or a port."));
    }

    private static boolean isUsed(Throwable failure) {
        return Db.isViolation(failure, "network_qos_policy") || Db.isViolation(failure, "port_qos_policy");
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
