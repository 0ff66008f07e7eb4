package io.caelum.network.port;

import io.caelum.network.address.Ip;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.Where;
import io.caelum.network.request.Ids;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Filters of the port list that look into the port's parts. */
final class PortFilters {

    private PortFilters() {}

    static void status(Where where, List<String> values) {
        List<PortStatus> known = Arrays.stream(PortStatus.values())
                .filter(status -> values.contains(status.name()))
                .toList();
        where.and("e.status in " + where.parameter(known));
    }

    /**
     * Values like {@code ip_address=10.0.0.3}, {@code subnet_id=...} and {@code ip_address_substr=10.0}; different keys
     * have all to be met, of several values of one key any.
     */
    static void fixedIps(Where where, List<String> values) {
        byKey(values)
                .forEach((key, wanted) -> where.and("exists (select 1 from AllocatedAddress a"
                        + " where a.portId = e.id and (" + condition(where, key, wanted) + "))"));
    }

    private static Map<String, List<String>> byKey(List<String> values) {
        var byKey = new LinkedHashMap<String, List<String>>();
        for (String value : values) {
            int equals = value.indexOf('=');
            if (equals < 1) {
                throw NetworkFaults.invalidInput(
                        "fixed_ips filter '" + value + "' is not of the form ip_address=ADDRESS or subnet_id=ID");
            }
            byKey.computeIfAbsent(value.substring(0, equals), key -> new ArrayList<>())
                    .add(value.substring(equals + 1));
        }
        return byKey;
    }

    private static String condition(Where where, String key, List<String> wanted) {
        return switch (key) {
            case "ip_address" ->
                "a.ipAddress in "
                        + where.parameter(
                                wanted.stream().map(PortFilters::canonical).toList());
            case "subnet_id" -> "a.subnetId in " + where.parameter(uuids(wanted));
            case "ip_address_substr" ->
                String.join(
                        " or ",
                        wanted.stream()
                                .map(part -> "position(" + where.parameter(part) + " in a.ipAddress) > 0")
                                .toList());
            default -> throw NetworkFaults.badRequest("['" + key + "'] is invalid attribute for filtering fixed_ips");
        };
    }

    private static String canonical(String text) {
        return Ip.isIp(text) ? Ip.parse(text).toString() : text;
    }

    static void securityGroups(Where where, List<String> values) {
        where.and("exists (select 1 from PortSecurityGroup g where g.portId = e.id and g.securityGroupId in "
                + where.parameter(uuids(values)) + ")");
    }

    private static List<UUID> uuids(List<String> texts) {
        return texts.stream().flatMap(text -> Ids.parse(text).stream()).toList();
    }
}
