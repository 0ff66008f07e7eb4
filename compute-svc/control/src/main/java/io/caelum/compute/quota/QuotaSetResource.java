package io.caelum.compute.quota;

import static io.caelum.compute.policy.ComputePolicy.QUOTAS_READ;
import static io.caelum.compute.policy.ComputePolicy.QUOTAS_READ_OF_OTHERS;
import static io.caelum.compute.policy.ComputePolicy.QUOTAS_WRITE;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Fields;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/v2.1/os-quota-sets/{project}")
class QuotaSetResource {

    private final Db db;
    private final Quotas quotas;
    private final Asked asked;

    QuotaSetResource(Db db, Quotas quotas, Asked asked) {
        this.db = db;
        this.quotas = quotas;
        this.asked = asked;
    }

    record One(@JsonProperty("quota_set") Map<String, Object> quotaSet) {}

    @GET
    public Uni<One> show(String project) {
        checkReader(project);
        return db.read(tx -> quotas.limits(tx, project)).map(limits -> withId(project, limits));
    }

    @GET
    @Path("defaults")
    public Uni<One> defaults(String project) {
        checkReader(project);
        return db.read(quotas::defaults).map(limits -> withId(project, limits));
    }

    @GET
    @Path("detail")
    public Uni<One> detail(String project) {
        checkReader(project);
        return db.read(tx -> quotas.limits(tx, project)
                .chain(limits -> quotas.usage(tx, project).map(usage -> details(project, limits, usage))));
    }

    private static void checkReader(String project) {
        if (!project.equals(QUOTAS_READ.check().projectId())) {
            QUOTAS_READ_OF_OTHERS.check();
        }
    }

    private One withId(String project, Map<ComputeQuota, Integer> limits) {
        var values = new LinkedHashMap<String, Object>();
        values.put("id", project);
        values.putAll(QuotaValues.shown(limits, ComputeQuota.at(asked.version())));
        return new One(values);
    }

    private One details(String project, Map<ComputeQuota, Integer> limits, ServerUsage usage) {
        var values = new LinkedHashMap<String, Object>();
        values.put("id", project);
        for (ComputeQuota quota : ComputeQuota.at(asked.version())) {
            values.put(quota.wireName(), Map.of("in_use", usage.of(quota), "limit", limits.get(quota), "reserved", 0));
        }
        return new One(values);
    }

    @PUT
    public Uni<One> update(String project, JsonNode body) {
        QUOTAS_WRITE.check();
        Fields fields = Fields.body(body, "quota_set");
        boolean force = fields.flag("force").orElse(false);
        fields.text("tenant_id", 0, 255);
        Map<ComputeQuota, Integer> wanted = QuotaValues.read(fields, ComputeQuota.at(asked.version()));
        fields.end();
        return db.withTransaction(tx -> requireNotBelowUsage(tx, project, wanted, force)
                        .chain(() -> quotas.set(tx, project, wanted))
                        .chain(() -> quotas.limits(tx, project)))
                .map(limits ->
                        new One(new LinkedHashMap<>(QuotaValues.shown(limits, ComputeQuota.at(asked.version())))));
    }

    private Uni<Void> requireNotBelowUsage(Tx tx, String project, Map<ComputeQuota, Integer> wanted, boolean force) {
        if (force) {
            return Uni.createFrom().voidItem();
        }
        return quotas.usage(tx, project)
                .invoke(usage -> wanted.forEach((quota, limit) -> {
                    if (limit >= 0 && limit < usage.of(quota)) {
                        throw Fault.badRequest(
                                "Quota limit %d for %s must be greater than or equal to already used and reserved %d."
                                        .formatted(limit, quota.wireName(), usage.of(quota)));
                    }
                }))
                .replaceWithVoid();
    }

    @DELETE
    @ResponseStatus(202)
    public Uni<Void> reset(String project) {
        QUOTAS_WRITE.check();
        return db.withTransaction(tx -> quotas.reset(tx, project));
    }
}
