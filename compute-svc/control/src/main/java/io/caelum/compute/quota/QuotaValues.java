package io.caelum.compute.quota;

import io.caelum.compute.http.Fields;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Quotas in bodies. */
final class QuotaValues {

    private QuotaValues() {}

    static Map<String, Object> shown(Map<ComputeQuota, Integer> limits, List<ComputeQuota> which) {
        var values = new LinkedHashMap<String, Object>();
        which.forEach(quota -> values.put(quota.wireName(), limits.get(quota)));
        return values;
    }

    static Map<ComputeQuota, Integer> read(Fields fields, List<ComputeQuota> which) {
        var values = new EnumMap<ComputeQuota, Integer>(ComputeQuota.class);
        for (ComputeQuota quota : which) {
            fields.integer(quota.wireName(), -1, Integer.MAX_VALUE).ifPresent(value -> values.put(quota, value));
        }
        return values;
    }
}
