package io.caelum.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.acceptance.stack.Api;
import io.caelum.acceptance.stack.Fixtures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What the servers of a load are made of, and room for many of them.
 *
 * @param network its id
 */
record Ingredients(String image, String flavor, String network) {

    private static final int MEGABYTES = 64;

    static Ingredients make(Api admin, Api user) {
        makeRoom(admin, user.projectId());
        return new Ingredients(Fixtures.image(user), Fixtures.flavor(admin, MEGABYTES), Fixtures.network(user));
    }

    private static void makeRoom(Api admin, String project) {
        put(admin, "/compute/v2.1/os-quota-sets/" + project, """
                {"quota_set": {"instances": -1, "cores": -1, "ram": -1}}""");
    }

    private static void put(Api admin, String path, String json) {
        var answer = admin.put(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
        if (answer.status() != 200) {
            throw new AssertionError("no room for the load: " + answer);
        }
    }

    /** The request for one server. */
    String server(String name) {
        return """
                {"server": {"name": "%s", "imageRef": "%s", "flavorRef": "%s", "networks": %s}}
                """.formatted(name, image, flavor, Fixtures.networks(network));
    }

    /** Ports of servers that are on the network; the port of its DHCP stays as long as the network. */
    List<JsonNode> ports(Api user) {
        var ports = user.get("/network/v2.0/ports?network_id=" + network).body().path("ports");
        return StreamSupport.stream(ports.spliterator(), false)
                .filter(port -> !port.path("device_owner").asText().equals("network:dhcp"))
                .toList();
    }

    void remove(Api admin, Api user) {
        user.delete("/network/v2.0/networks/" + network);
        user.delete("/image/v2/images/" + image);
        admin.delete("/compute/v2.1/flavors/" + flavor);
        admin.delete("/compute/v2.1/os-quota-sets/" + user.projectId());
    }
}
