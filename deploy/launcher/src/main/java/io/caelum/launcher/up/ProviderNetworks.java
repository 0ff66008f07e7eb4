package io.caelum.launcher.up;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.launcher.Console;
import io.caelum.launcher.cloud.Cloud;
import io.caelum.launcher.field.FieldPlan;
import java.util.List;
import java.util.Map;

/**
 * The networks that a cloud has before anybody makes one: the external network, whose addresses are handed out as floating
 * ones, and the management network between the hosts, which only administrators see. What is there is left as it is.
 */
final class ProviderNetworks {

    private static final String NETWORKS = "/network/v2.0/networks";
    private static final String SUBNETS = "/network/v2.0/subnets";

    private final Cloud administrator;
    private final Console console;

    ProviderNetworks(Cloud administrator, Console console) {
        this.administrator = administrator;
        this.console = console;
    }

    void ensure() {
        external();
        management();
    }

    private void external() {
        if (isThere(FieldPlan.FLAT_NETWORK)) {
            return;
        }
        var id = network(Map.of(
                "name",
                FieldPlan.FLAT_NETWORK,
                "router:external",
                true,
                "provider:network_type",
                "flat",
                "provider:physical_network",
                FieldPlan.FLAT_NETWORK));
        subnet(Map.of(
                "network_id",
                id,
                "name",
                FieldPlan.FLAT_NETWORK + "-v4",
                "ip_version",
                4,
                "cidr",
                FieldPlan.EXTERNAL_RANGE,
                "gateway_ip",
                FieldPlan.EXTERNAL_GATEWAY,
                "enable_dhcp",
                false,
                "allocation_pools",
                pool(FieldPlan.EXTERNAL_FIRST, FieldPlan.EXTERNAL_LAST)));
        told(FieldPlan.FLAT_NETWORK, FieldPlan.EXTERNAL_RANGE);
    }

    private void management() {
        if (isThere(FieldPlan.MANAGEMENT_NETWORK)) {
            return;
        }
        var id = network(Map.of(
                "name",
                FieldPlan.MANAGEMENT_NETWORK,
                "provider:network_type",
                "flat",
                "provider:physical_network",
                FieldPlan.MANAGEMENT_NETWORK));
        // those below the pool are the hosts' own
        subnet(Map.of(
                "network_id",
                id,
                "name",
                FieldPlan.MANAGEMENT_NETWORK + "-v4",
                "ip_version",
                4,
                "cidr",
                FieldPlan.MANAGEMENT_RANGE,
                "enable_dhcp",
                false,
                "allocation_pools",
                pool(FieldPlan.MANAGEMENT_FIRST, FieldPlan.MANAGEMENT_LAST)));
        told(FieldPlan.MANAGEMENT_NETWORK, FieldPlan.MANAGEMENT_RANGE);
    }

    private boolean isThere(String physicalNetwork) {
        var networks = administrator.get(NETWORKS + "?provider:physical_network=" + physicalNetwork);
        return !networks.path("networks").isEmpty();
    }

    private String network(Map<String, ?> wanted) {
        JsonNode made = administrator.post(NETWORKS, Map.of("network", wanted)).body();
        return made.path("network").path("id").asText();
    }

    private void subnet(Map<String, ?> wanted) {
        administrator.post(SUBNETS, Map.of("subnet", wanted));
    }

    private static List<Map<String, String>> pool(String first, String last) {
        return List.of(Map.of("start", first, "end", last));
    }

    private void told(String name, String range) {
        console.event("network %s made: %s".formatted(name, range));
    }
}
