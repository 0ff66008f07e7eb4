package io.caelum.compute.quota;

import static io.caelum.compute.policy.ComputePolicy.QUOTA_CLASSES;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Fields;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The class {@code default} is what all projects have unless somebody says otherwise; others have no effect. */
@Path("/v2.1/os-quota-class-sets/{name}")
class QuotaClassResource {

    private final Db db;
    private final Quotas quotas;
    private final Asked asked;

    QuotaClassResource(Db db, Quotas quotas, Asked asked) {
        this.db = db;
        this.quotas = quotas;
        this.asked = asked;
    }

    record One(@JsonProperty("quota_class_set") Map<String, Object> quotaClassSet) {}

    @GET
    public Uni<One> show(String name) {
        QUOTA_CLASSES.check();
        return db.read(tx -> quotas.limits(tx, "class:" + name)).map(limits -> {
            var values = new LinkedHashMap<String, Object>();
            values.put("id", name);
            values.putAll(QuotaValues.shown(limits, ComputeQuota.ofClassAt(asked.version())));
            return new One(values);
        });
    }

    @PUT
    public Uni<One> update(String name, JsonNode body) {
        QUOTA_CLASSES.check();
        Fields fields = Fields.body(body, "quota_class_set");
        Map<ComputeQuota, Integer> wanted = QuotaValues.read(fields, ComputeQuota.ofClassAt(asked.version()));
        fields.end();
        return db.withTransaction(
                        tx -> quotas.set(tx, "class:" + name, wanted).chain(() -> quotas.limits(tx, "class:" + name)))
                .map(limits -> new One(QuotaValues.shown(limits, ComputeQuota.ofClassAt(asked.version()))));
    }
}
