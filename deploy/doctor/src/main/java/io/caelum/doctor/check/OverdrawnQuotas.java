package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Database;
import io.caelum.doctor.sight.Row;
import io.caelum.doctor.sight.Sight;
import java.util.ArrayList;
import java.util.List;

/**
 * No project has more than it may. The services count rows too and keep no sums, so what would be wrong here is a request
 * that was let through. A limit that was lowered below what there is looks the same, and is told in the same way.
 */
final class OverdrawnQuotas implements Check {

    /** The figures at the end are those of a project for which nobody has set any: {@code ComputeQuota} has them. */
    private static final String OF_COMPUTE = """
            select project_id, resource, used, most from (
                select s.project_id, r.resource, r.used, coalesce(own.value, usual.value, r.standard) as most
                from (select project_id, count(*) as servers, sum(vcpus) as vcpus, sum(memory_mb) as memory_mb
                    from servers where deleted_at is null group by project_id) s
                cross join lateral (values
                    ('instances', s.servers, 10), ('cores', s.vcpus, 20), ('ram', s.memory_mb, 51200))
                    r (resource, used, standard)
                left join quota_limits own on own.owner = s.project_id and own.resource = r.resource
                left join quota_limits usual on usual.owner = 'class:default' and usual.resource = r.resource) q
            where most >= 0 and used > most""";

    /** As above, of {@code NetworkQuota}. Ports that the cloud itself makes in a network are nobody's use of it. */
    private static final String OF_NETWORK = """
            select project_id, resource, used, most from (
                select u.project_id, u.resource, u.used, coalesce(q.hard_limit, u.standard) as most
                from (
                    select project_id, 'network' as resource, count(*) as used, 100 as standard
                    from network group by project_id
                    union all select project_id, 'subnet', count(*), 100 from subnet group by project_id
                    union all select project_id, 'port', count(*), 500 from port
                        where device_owner not like 'network:%' group by project_id
                    union all select project_id, 'security_group', count(*), 10
                        from security_group group by project_id) u
                left join quota q on q.project_id = u.project_id and q.resource = u.resource) found
            where most >= 0 and used > most""";

    @Override
    public Invariant invariant() {
        return Invariant.I4;
    }

    @Override
    public List<Breach> run(Sight sight) {
        var breaches = new ArrayList<Breach>();
        look(sight.compute(), OF_COMPUTE, breaches);
        look(sight.network(), OF_NETWORK, breaches);
        return breaches;
    }

    private static void look(Database database, String sql, List<Breach> breaches) {
        database.rows(sql).forEach(row -> breaches.add(breach(row)));
    }

    private static Breach breach(Row row) {
        String project = row.text("project_id");
        String resource = row.text("resource");
        return new Breach(
                "quota-overdrawn",
                project + " " + resource,
                "Project %s uses %s of %s, and may have %s."
                        .formatted(project, row.text("used"), resource, row.text("most")),
                new Repair.ByHand("openstack quota set --%s %s %s, or have the project delete some"
                        .formatted(option(resource), row.text("used"), project)));
    }

    /** As the command line calls it. */
    private static String option(String resource) {
        return switch (resource) {
            case "network", "subnet", "port" -> resource + "s";
            case "security_group" -> "secgroups";
            default -> resource;
        };
    }
}
