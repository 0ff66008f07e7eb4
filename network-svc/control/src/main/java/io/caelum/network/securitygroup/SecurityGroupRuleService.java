package io.caelum.network.securitygroup;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.notice.Notices;
import io.caelum.network.quota.NetworkQuota;
import io.caelum.network.quota.Quotas;
import io.caelum.network.surroundings.GroupChanges;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class SecurityGroupRuleService {

    @Inject
    Db db;

    @Inject
    SecurityGroups groups;

    @Inject
    Quotas quotas;

    @Inject
    GroupChanges changes;

    @Inject
    Notices notices;

    @Inject
    Clock clock;

    Uni<List<SecurityGroupRuleView>> list(RequestContext caller, ListRequest request) {
        return db.read(tx -> groups.listRules(tx, caller, request))
                .map(rules -> rules.stream().map(SecurityGroupRuleView::of).toList());
    }

    Uni<SecurityGroupRuleView> show(RequestContext caller, UUID id) {
        return db.read(tx -> groups.requireRule(tx, caller, id)).map(SecurityGroupRuleView::of);
    }

    Uni<List<SecurityGroupRuleView>> create(RequestContext caller, List<CreateSecurityGroupRule> wanted) {
        return db.withTransaction(tx -> Multi.createFrom()
                        .items(wanted.stream())
                        .onItem()
                        .transformToUniAndConcatenate(rule -> create(tx, caller, rule))
                        .collect()
                        .asList()
                        .call(rules -> quotas.require(
                                tx,
                                NetworkQuota.SECURITY_GROUP_RULE,
                                rules.stream().map(rule -> rule.projectId).toList())))
                .map(rules -> rules.stream().map(SecurityGroupRuleView::of).toList())
                .onFailure(failure -> Db.isViolation(failure, "rule_once"))
                .transform(failure -> NetworkFaults.conflict(
                        "SecurityGroupRuleExists", "Security group rule already exists in the group."));
    }

    private Uni<SecurityGroupRule> create(Tx tx, RequestContext caller, CreateSecurityGroupRule wanted) {
        return requireRemoteGroup(tx, caller, wanted)
                .chain(() -> groups.requireLocked(tx, caller, wanted.securityGroupId()))
                .map(group -> SecurityGroupRule.requested(
                        group.id, group.projectId, wanted.content(), wanted.description(), clock.instant()))
                .call(rule -> tx.session().insert(rule))
                .call(rule -> touch(tx, rule.securityGroupId))
                .call(rule -> notices.created(
                        tx, "security_group_rule", rule.id, wanted.asked(), SecurityGroupRuleView.of(rule)));
    }

    private Uni<Void> requireRemoteGroup(Tx tx, RequestContext caller, CreateSecurityGroupRule wanted) {
        return wanted.content()
                .remoteGroupId()
                .map(id -> groups.require(tx, caller, id).replaceWithVoid())
                .orElse(Uni.createFrom().voidItem());
    }

    Uni<Void> delete(RequestContext caller, UUID id) {
        return db.withTransaction(tx -> groups.requireRule(tx, caller, id)
                .call(rule -> tx.delete(SecurityGroupRule.class, id))
                .call(rule -> touch(tx, rule.securityGroupId))
                .chain(rule -> notices.deleted(tx, "security_group_rule", id, SecurityGroupRuleView.of(rule))));
    }

    private Uni<Integer> touch(Tx tx, UUID group) {
        changes.changedAfter(tx, List.of(group));
        return tx.session()
                .createMutationQuery(
                        "update SecurityGroup g set g.revision = g.revision + 1, g.updatedAt = :now where g.id = :id")
                .setParameter("now", clock.instant())
                .setParameter("id", group)
                .executeUpdate();
    }
}
