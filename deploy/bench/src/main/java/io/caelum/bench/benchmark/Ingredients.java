package io.caelum.bench.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.caelum.bench.cloud.Api;
import io.caelum.bench.cloud.Cleanup;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** What servers are made of: an image of 1 MiB, a network with room for 65,000 ports, the smallest flavor. */
record Ingredients(String image, String flavor, String network) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] COMPUTE_QUOTAS = {"instances", "cores", "ram"};
    private static final String[] NETWORK_QUOTAS = {"network", "subnet", "port"};

    static Ingredients make(Api api, Cleanup cleanup, Consumer<String> tell) {
        if (api.isAdmin()) {
            lift(api, cleanup, "compute", "/os-quota-sets/", "quota_set", COMPUTE_QUOTAS);
            lift(api, cleanup, "network", "/quotas/", "quota", NETWORK_QUOTAS);
        } else {
            tell.accept("not an administrator: the project's quotas bound what can be measured");
        }
        return new Ingredients(image(api, cleanup), flavor(api, cleanup), network(api, cleanup));
    }

    private static void lift(Api api, Cleanup cleanup, String service, String path, String kind, String[] names) {
        String own = path + api.projectId();
        JsonNode before = api.get(service, own).orThrow().body().path(kind);
        ObjectNode old = JSON.createObjectNode();
        ObjectNode none = JSON.createObjectNode();
        for (String name : names) {
            old.set(name, before.path(name));
            none.put(name, -1);
        }
        cleanup.restoreLater(() -> api.put(service, own, Map.of(kind, old)).orThrow());
        api.put(service, own, Map.of(kind, none)).orThrow();
    }

    private static String image(Api api, Cleanup cleanup) {
        String id = api.post(
                        "image",
                        "/images",
                        Map.of("name", cleanup.prefix() + "boot", "disk_format", "raw", "container_format", "bare"))
                .orThrow()
                .body()
                .path("id")
                .asText();
        api.upload("/images/%s/file".formatted(id), BodyPublishers.ofByteArray(new byte[1 << 20]))
                .orThrow();
        return id;
    }

    private static String flavor(Api api, Cleanup cleanup) {
        if (api.isAdmin()) {
            return api.post(
                            "compute",
                            "/flavors",
                            Map.of(
                                    "flavor",
                                    Map.of("name", cleanup.prefix() + "tiny", "ram", 64, "vcpus", 1, "disk", 0)))
                    .orThrow()
                    .id("flavor");
        }
        return StreamSupport.stream(
                        api.get("compute", "/flavors/detail")
                                .orThrow()
                                .body()
                                .path("flavors")
                                .spliterator(),
                        false)
                .min(Comparator.comparingInt(flavor -> flavor.path("ram").asInt()))
                .orElseThrow(() -> new IllegalStateException("the cloud has no flavor"))
                .path("id")
                .asText();
    }

    private static String network(Api api, Cleanup cleanup) {
        String id = api.post("network", "/networks", Map.of("network", Map.of("name", cleanup.prefix() + "net")))
                .orThrow()
                .id("network");
        api.post(
                        "network",
                        "/subnets",
                        Map.of("subnet", Map.of("network_id", id, "ip_version", 4, "cidr", "10.66.0.0/16")))
                .orThrow();
        return id;
    }
}
