package io.caelum.compute.quota;

import io.caelum.compute.http.Asked;
import io.caelum.compute.http.Fields;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Quotas in bodies: those that exist at the microversion. */
final class QuotaValues {

    private QuotaValues() {}

    static Map<String, Object> shown(Map<ComputeQuota, Integer> limits, Asked asked) {
        var values = new LinkedHashMap<String, Object>();
        ComputeQuota.at(asked.version()).forEach(quota -> values.put(quota.wireName(), limits.get(quota)));
        return values;
    }

    static Map<ComputeQuota, Integer> read(Fields fields, Asked asked) {
        var values = new EnumMap<ComputeQuota, Integer>(ComputeQuota.class);
        for (ComputeQuota quota : ComputeQuota.at(asked.version())) {
            fields.integer(quota.wireName(), -1, Integer.MAX_VALUE).ifPresent(value -> values.put(quota, value));
        }
        return values;
    }
}
