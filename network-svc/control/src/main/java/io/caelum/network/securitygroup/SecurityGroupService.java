package io.caelum.network.securitygroup;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.notice.Notices;
import io.caelum.network.policy.Ownership;
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
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class SecurityGroupService {

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

    Uni<List<SecurityGroupView>> list(RequestContext caller, ListRequest request) {
        return db.withTransaction(tx -> ensureDefault(tx, caller)
                .chain(() -> groups.list(tx, caller, request))
                .chain(rows -> views(tx, rows)));
    }

    /** A project finds its default group also if it has never made a port. */
    private Uni<Void> ensureDefault(Tx tx, RequestContext caller) {
        return caller.projectId() == null
                ? Uni.createFrom().voidItem()
                : groups.defaultOf(tx, caller.projectId()).replaceWithVoid();
    }

    Uni<SecurityGroupView> show(RequestContext caller, UUID id) {
        return db.read(tx -> groups.require(tx, caller, id).chain(group -> view(tx, group)));
    }

    Uni<List<SecurityGroupView>> create(RequestContext caller, List<CreateSecurityGroup> wanted) {
        List<String> projects = wanted.stream()
                .map(group -> Ownership.projectFor(caller, group.projectId()))
                .toList();
        return db.withTransaction(tx -> Multi.createFrom()
                .items(wanted.stream())
                .onItem()
                .transformToUniAndConcatenate(group -> create(tx, caller, group))
                .collect()
                .asList()
                .call(() -> quotas.require(tx, NetworkQuota.SECURITY_GROUP, projects)));
    }

    private Uni<SecurityGroupView> create(Tx tx, RequestContext caller, CreateSecurityGroup wanted) {
        refuseDefaultName(wanted.name());
        String project = Ownership.projectFor(caller, wanted.projectId());
        var group = SecurityGroup.requested(project, wanted, clock.instant());
        return groups.defaultOf(tx, project)
                .chain(() -> tx.session().insert(group))
                .chain(() ->
                        tx.session().insertAll(SecurityGroups.standardRules(group.id, project, clock.instant(), false)))
                .chain(() -> view(tx, group))
                .call(view -> notices.created(tx, "security_group", group.id, wanted.asked(), view));
    }

    Uni<SecurityGroupView> update(
            RequestContext caller, UUID id, UpdateSecurityGroup wanted, @Nullable Integer revision) {
        return db.withTransaction(tx -> groups.requireLocked(tx, caller, id)
                .invoke(group -> group.requireRevision(revision))
                .invoke(group -> apply(wanted, group))
                .call(group -> tx.session().update(group))
                .chain(group -> view(tx, group))
                .call(view -> notices.updated(tx, "security_group", id, wanted.asked(), view)));
    }

    private void apply(UpdateSecurityGroup wanted, SecurityGroup group) {
        if (wanted.name() != null && !wanted.name().equals(group.name)) {
            if (group.isDefault) {
                throw NetworkFaults.conflict(
                        "SecurityGroupCannotUpdateDefault", "Updating default security group not allowed.");
            }
            refuseDefaultName(wanted.name());
            group.name = wanted.name();
        }
        group.description = wanted.description() == null ? group.description : wanted.description();
        group.stateful = wanted.stateful() == null ? group.stateful : wanted.stateful();
        group.changed(clock.instant());
    }

    Uni<Void> delete(RequestContext caller, UUID id, @Nullable Integer revision) {
        return db.withTransaction(tx -> groups.requireLocked(tx, caller, id)
                .invoke(group -> group.requireRevision(revision))
                .invoke(group -> refuseDefault(caller, group))
                .call(() -> requireUnused(tx, id))
                .call(() -> tellWhoNamesIt(tx, id))
                .call(group -> tx.delete(SecurityGroup.class, id))
                .chain(group -> notices.deleted(tx, "security_group", id, SecurityGroupView.of(group, List.of()))));
    }

    /** Rules of other groups that let its members through go with it. */
    private Uni<Void> tellWhoNamesIt(Tx tx, UUID id) {
        return tx.session()
                .createNativeQuery(
                        "select distinct security_group_id from security_group_rule where remote_group_id = :id"
                                + " and security_group_id <> :id",
                        UUID.class)
                .setParameter("id", id)
                .getResultList()
                .invoke(others -> changes.changedAfter(tx, others))
                .replaceWithVoid();
    }

    private static void refuseDefault(RequestContext caller, SecurityGroup group) {
        if (group.isDefault && !caller.isAdmin()) {
            throw NetworkFaults.conflict(
                    "SecurityGroupCannotRemoveDefault", "Insufficient rights for removing default security group.");
        }
    }

    private static Uni<Void> requireUnused(Tx tx, UUID id) {
        return tx.session()
                .createNativeQuery("select count(*) from port_security_group where security_group_id = :id", Long.class)
                .setParameter("id", id)
                .getSingleResult()
                .invoke(count -> {
                    if (count > 0) {
                        throw NetworkFaults.conflict("SecurityGroupInUse", "Security Group " + id + " in use.");
                    }
                })
                .replaceWithVoid();
    }

    private static void refuseDefaultName(String name) {
        if (name.equals(SecurityGroup.DEFAULT_NAME)) {
            throw NetworkFaults.conflict("SecurityGroupDefaultAlreadyExists", "Default security group already exists.");
        }
    }

    private Uni<SecurityGroupView> view(Tx tx, SecurityGroup group) {
        return views(tx, List.of(group)).map(List::getFirst);
    }

    private Uni<List<SecurityGroupView>> views(Tx tx, List<SecurityGroup> rows) {
        return groups.rulesOf(tx, rows.stream().map(group -> group.id).toList()).map(rules -> {
            Map<UUID, List<SecurityGroupRule>> byGroup =
                    rules.stream().collect(Collectors.groupingBy(rule -> rule.securityGroupId));
            return rows.stream()
                    .map(group -> SecurityGroupView.of(group, byGroup.getOrDefault(group.id, List.of())))
                    .toList();
        });
    }
}
