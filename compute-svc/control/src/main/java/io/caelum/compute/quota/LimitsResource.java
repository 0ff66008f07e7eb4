package io.caelum.compute.quota;

import static io.caelum.compute.policy.ComputePolicy.LIMITS;
import static io.caelum.compute.policy.ComputePolicy.LIMITS_OF_OTHERS;

import io.caelum.compute.http.Asked;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

@Path("/v2.1/limits")
class LimitsResource {

    private final Db db;
    private final Quotas quotas;
    private final Asked asked;

    LimitsResource(Db db, Quotas quotas, Asked asked) {
        this.db = db;
        this.quotas = quotas;
        this.asked = asked;
    }

    record Limits(List<Object> rate, Map<String, Integer> absolute) {
        record One(Limits limits) {}
    }

    @GET
    public Uni<Limits.One> show(@QueryParam("tenant_id") String tenant) {
        String own = LIMITS.check().projectId();
        if (tenant != null && !tenant.equals(own)) {
            LIMITS_OF_OTHERS.check();
        }
        String project = tenant != null ? tenant : own == null ? "" : own;
        return db.read(tx -> quotas.limits(tx, project)
                .chain(limits -> quotas.usage(tx, project)
                        .map(usage -> new Limits.One(new Limits(List.of(), absolute(limits, usage))))));
    }

    private Map<String, Integer> absolute(Map<ComputeQuota, Integer> limits, ServerUsage usage) {
        var values = new LinkedHashMap<String, Integer>();
        values.put("maxTotalInstances", limits.get(ComputeQuota.INSTANCES));
        values.put("maxTotalCores", limits.get(ComputeQuota.CORES));
        values.put("maxTotalRAMSize", limits.get(ComputeQuota.RAM));
        values.put("maxServerMeta", limits.get(ComputeQuota.METADATA_ITEMS));
        values.put("maxTotalKeypairs", limits.get(ComputeQuota.KEY_PAIRS));
        values.put("maxServerGroups", limits.get(ComputeQuota.SERVER_GROUPS));
        values.put("maxServerGroupMembers", limits.get(ComputeQuota.SERVER_GROUP_MEMBERS));
        values.put("totalInstancesUsed", usage.instances());
        values.put("totalCoresUsed", usage.cores());
        values.put("totalRAMUsed", usage.ramMb());
        values.put("totalServerGroupsUsed", 0);
        if (!asked.atLeast(2, 57)) {
            values.put("maxPersonality", limits.get(ComputeQuota.INJECTED_FILES));
            values.put("maxPersonalitySize", limits.get(ComputeQuota.INJECTED_FILE_CONTENT_BYTES));
        }
        if (!asked.atLeast(2, 39)) {
            values.put("maxImageMeta", limits.get(ComputeQuota.METADATA_ITEMS));
        }
        if (!asked.atLeast(2, 36)) {
            values.put("maxTotalFloatingIps", limits.get(ComputeQuota.FLOATING_IPS));
            values.put("maxSecurityGroups", limits.get(ComputeQuota.SECURITY_GROUPS));
            values.put("maxSecurityGroupRules", limits.get(ComputeQuota.SECURITY_GROUP_RULES));
            values.put("totalFloatingIpsUsed", 0);
            values.put("totalSecurityGroupsUsed", 0);
        }
        return values;
    }
}
