package io.caelum.network.securitygroup;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.listing.Listing;
import io.caelum.network.listing.Where;
import io.caelum.network.request.Ids;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
public class SecurityGroups {

    private static final Listing<SecurityGroup> GROUPS = Listing.of(
                    SecurityGroup.class, NetworkFaults::securityGroupNotFound)
            .flag("stateful", "e.stateful")
            .filter(
                    "shared",
                    (where, values) ->
                            where.and(values.stream().anyMatch("true"::equalsIgnoreCase) ? "1 = 0" : "1 = 1"));

    private static final Listing<SecurityGroupRule> RULES = Listing.of(
                    SecurityGroupRule.class, NetworkFaults::securityGroupRuleNotFound)
            .without("name")
            .uuid("security_group_id", "e.securityGroupId")
            .uuid("remote_group_id", "e.remoteGroupId")
            .text("direction", "e.direction")
            .text("ethertype", "e.ethertype")
            .text("protocol", "coalesce(e.protocol, '')")
            .text("remote_ip_prefix", "coalesce(e.remoteIpPrefix, '')")
            .number("port_range_min", "coalesce(e.portRangeMin, -1)")
            .number("port_range_max", "coalesce(e.portRangeMax, -1)");

    @Inject
    Clock clock;

    Uni<List<SecurityGroup>> list(Tx tx, RequestContext caller, ListRequest request) {
        return GROUPS.list(tx, request, visible(caller));
    }

    Uni<List<SecurityGroupRule>> listRules(Tx tx, RequestContext caller, ListRequest request) {
        return RULES.list(tx, request, visible(caller));
    }

    Uni<SecurityGroup> require(Tx tx, RequestContext caller, UUID id) {
        Where where = visible(caller);
        where.and("e.id = " + where.parameter(id));
        return GROUPS.one(tx, where).onItem().ifNull().failWith(() -> NetworkFaults.securityGroupNotFound(id));
    }

    /** As {@link #require}; until the transaction ends nobody changes it or gives it to a port. */
    Uni<SecurityGroup> requireLocked(Tx tx, RequestContext caller, UUID id) {
        return tx.session()
                .createSelectionQuery("select g.id from SecurityGroup g where g.id = :id", UUID.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .chain(() -> require(tx, caller, id));
    }

    Uni<SecurityGroupRule> requireRule(Tx tx, RequestContext caller, UUID id) {
        Where where = visible(caller);
        where.and("e.id = " + where.parameter(id));
        return RULES.one(tx, where).onItem().ifNull().failWith(() -> NetworkFaults.securityGroupRuleNotFound(id));
    }

    Uni<List<SecurityGroupRule>> rulesOf(Tx tx, Collection<UUID> groups) {
        return tx.session()
                .createSelectionQuery(
                        "from SecurityGroupRule r where r.securityGroupId in :groups order by r.createdAt, r.id",
                        SecurityGroupRule.class)
                .setParameter("groups", groups)
                .getResultList();
    }

    /** The project's default group; it comes into being when it is first needed. */
    public Uni<UUID> defaultOf(Tx tx, String project) {
        return findDefault(tx, project)
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(found.get())
                        : createDefault(tx, project)
                                .chain(() -> findDefault(tx, project))
                                .map(Optional::orElseThrow));
    }

    private static Uni<Optional<UUID>> findDefault(Tx tx, String project) {
        return tx.session()
                .createNativeQuery(
                        "select id from security_group where project_id = :project and is_default", UUID.class)
                .setParameter("project", project)
                .getResultList()
                .map(ids -> ids.stream().findFirst());
    }

    /** Does nothing if somebody else does it at the same moment. */
    private Uni<Void> createDefault(Tx tx, String project) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        return tx.session()
                .createNativeQuery("""
                        insert into security_group (id, project_id, name, description, stateful, is_default, tags,
                            revision_number, created_at, updated_at)
                        values (:id, :project, 'default', 'Default security group', true, true, '{}', 1, :now, :now)
                        on conflict (project_id) where is_default do nothing
                        """)
                .setParameter("id", id)
                .setParameter("project", project)
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .chain(count -> count == 0
                        ? Uni.createFrom().voidItem()
                        : tx.session().insertAll(standardRules(id, project, now, true)));
    }

    /** All may go out; into a default group all may come that comes from its members. */
    static Object[] standardRules(UUID group, String project, Instant now, boolean isDefault) {
        var rules = new ArrayList<SecurityGroupRule>();
        for (Ethertype ethertype : Ethertype.values()) {
            var egress = RuleContent.anything(Direction.EGRESS, ethertype, Optional.empty());
            rules.add(SecurityGroupRule.requested(group, project, egress, "", now));
            if (isDefault) {
                var ingress = RuleContent.anything(Direction.INGRESS, ethertype, Optional.of(group));
                rules.add(SecurityGroupRule.requested(group, project, ingress, "", now));
            }
        }
        return rules.toArray();
    }

    /** Fails unless all groups exist and are the project's (an administrator may take any). */
    public Uni<List<UUID>> requireAll(Tx tx, RequestContext caller, String project, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return tx.session()
                .createSelectionQuery(
                        "select g.id from SecurityGroup g where g.id in :ids and (g.projectId = :project or :all = true)",
                        UUID.class)
                .setParameter("ids", ids)
                .setParameter("project", project)
                .setParameter("all", caller.isAdmin())
                .getResultList()
                .map(found -> {
                    var missing = new HashSet<>(ids);
                    found.forEach(missing::remove);
                    missing.stream().findFirst().ifPresent(id -> {
                        throw NetworkFaults.securityGroupNotFound(id);
                    });
                    return found;
                });
    }

    /** The groups of a project by name or id, as a server request names them; its default one for none. */
    public Uni<List<UUID>> named(Tx tx, String project, List<String> namesOrIds) {
        if (namesOrIds.isEmpty()) {
            return defaultOf(tx, project).map(List::of);
        }
        return defaultOf(tx, project).chain(() -> find(tx, project, namesOrIds));
    }

    /** Like {@link #named}, but only looks: the default group is made with the first port, if it is not there yet. */
    public Uni<Void> requireNamed(Tx tx, String project, List<String> namesOrIds) {
        List<String> others = namesOrIds.stream()
                .filter(name -> !name.equals(SecurityGroup.DEFAULT_NAME))
                .toList();
        return others.isEmpty()
                ? Uni.createFrom().voidItem()
                : find(tx, project, others).replaceWithVoid();
    }

    private static Uni<List<UUID>> find(Tx tx, String project, List<String> namesOrIds) {
        return tx.session()
                .createSelectionQuery(
                        "from SecurityGroup g where g.projectId = :project and (g.name in :names or g.id in :ids)",
                        SecurityGroup.class)
                .setParameter("project", project)
                .setParameter("names", namesOrIds)
                .setParameter(
                        "ids",
                        namesOrIds.stream()
                                .flatMap(text -> Ids.parse(text).stream())
                                .toList())
                .getResultList()
                .map(found -> namesOrIds.stream()
                        .map(wanted -> pick(wanted, found))
                        .distinct()
                        .toList());
    }

    private static UUID pick(String wanted, List<SecurityGroup> found) {
        List<UUID> matching = found.stream()
                .filter(group -> group.id.toString().equals(wanted) || group.name.equals(wanted))
                .map(group -> group.id)
                .toList();
        return switch (matching.size()) {
            case 0 -> throw NetworkFaults.securityGroupNotFound(wanted);
            case 1 -> matching.getFirst();
            default ->
                throw NetworkFaults.conflict(
                        "NoUniqueMatch",
                        "Multiple security groups found matching '" + wanted + "'. Use an ID to be more specific.");
        };
    }

    private static Where visible(RequestContext caller) {
        var where = new Where();
        if (!caller.isAdmin()) {
            where.and("e.projectId = " + where.parameter(String.valueOf(caller.projectId())));
        }
        return where;
    }
}
