package io.caelum.network.qos;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.listing.Listing;
import io.caelum.network.listing.Where;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class QosPolicies {

    private static final Listing<QosPolicy> LISTING = Listing.of(QosPolicy.class, NetworkFaults::qosPolicyNotFound)
            .flag("shared", "e.shared")
            .flag("is_default", "e.isDefault");

    Uni<List<QosPolicy>> list(Tx tx, RequestContext caller, ListRequest request) {
        return LISTING.list(tx, request, visible(caller));
    }

    Uni<QosPolicy> require(Tx tx, RequestContext caller, UUID id) {
        Where where = visible(caller);
        where.and("e.id = " + where.parameter(id));
        return LISTING.one(tx, where).onItem().ifNull().failWith(() -> NetworkFaults.qosPolicyNotFound(id));
    }

    Uni<QosPolicy> requireLocked(Tx tx, RequestContext caller, UUID id) {
        return tx.session()
                .createSelectionQuery("select q.id from QosPolicy q where q.id = :id", UUID.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .chain(() -> require(tx, caller, id));
    }

    /** For the attribute {@code qos_policy_id} of other resources; null and empty need nothing. */
    public Uni<Void> requireUsable(Tx tx, RequestContext caller, @Nullable Optional<UUID> id) {
        return id == null || id.isEmpty()
                ? Uni.createFrom().voidItem()
                : require(tx, caller, id.get()).replaceWithVoid();
    }

    /** The limits of a policy in the form of {@link BandwidthLimits}; null without any. */
    public Uni<@Nullable String> limitsOf(Tx tx, @Nullable UUID policy) {
        return policy == null
                ? Uni.createFrom().nullItem()
                : tx.session()
                        .createNativeQuery(
                                "select string_agg(l.direction || ':' || l.max_kbps || ':' || l.max_burst_kbps, ','"
                                        + " order by l.direction) from bandwidth_limit_rule l where l.qos_policy_id = :id",
                                String.class)
                        .setParameter("id", policy)
                        .getSingleResultOrNull();
    }

    Uni<List<BandwidthLimitRule>> rulesOf(Tx tx, Collection<UUID> policies) {
        return tx.session()
                .createSelectionQuery(
                        "from BandwidthLimitRule r where r.qosPolicyId in :policies order by r.direction, r.id",
                        BandwidthLimitRule.class)
                .setParameter("policies", policies)
                .getResultList();
    }

    private static Where visible(RequestContext caller) {
        var where = new Where();
        if (!caller.isAdmin()) {
            where.and("e.shared = true or e.projectId = " + where.parameter(String.valueOf(caller.projectId())));
        }
        return where;
    }
}
