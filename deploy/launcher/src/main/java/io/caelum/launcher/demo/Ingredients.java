package io.caelum.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.launcher.Console;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.cloud.Cloud;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a server needs; each is made at the first time and found again later. */
final class Ingredients {

    static final String IMAGE = "demo-image";
    static final String NETWORK = "demo-net";
    private static final String KEY_PAIR = "demo-key";
    private static final int IMAGE_BYTES = 1 << 20;

    private final Cloud cloud;
    private final Console console;

    Ingredients(Cloud cloud, Console console) {
        this.cloud = cloud;
        this.console = console;
    }

    String image() {
        var known = StreamSupport.stream(
                        cloud.get("/image/v2/images?name=" + IMAGE)
                                .path("images")
                                .spliterator(),
                        false)
                .filter(image -> image.path("status").asText().equals("active"))
                .findFirst();
        if (known.isPresent()) {
            console.event("image %s is there from an earlier demo".formatted(IMAGE));
            return known.get().path("id").asText();
        }
        var id = cloud.post("/image/v2/images", Map.of("name", IMAGE, "disk_format", "raw", "container_format", "bare"))
                .body()
                .path("id")
                .asText();
        cloud.put("/image/v2/images/%s/file".formatted(id), "application/octet-stream", bootSector());
        var image = cloud.get("/image/v2/images/" + id);
        console.event("image-svc stored the image %s: %d bytes, sha512 %.12s..."
                .formatted(
                        IMAGE,
                        image.path("size").asLong(),
                        image.path("os_hash_value").asText()));
        return id;
    }

    String network() {
        var known = first(cloud.get("/network/v2.0/networks?name=" + NETWORK).path("networks"));
        var id = known.map(network -> network.path("id").asText()).orElseGet(this::createNetwork);
        if (known.isPresent()) {
            console.event("network %s is there from an earlier demo".formatted(NETWORK));
        }
        if (first(cloud.get("/network/v2.0/subnets?network_id=" + id).path("subnets"))
                .isEmpty()) {
            cloud.post(
                    "/network/v2.0/subnets",
                    Map.of(
                            "subnet",
                            Map.of("network_id", id, "name", "demo-subnet", "ip_version", 4, "cidr", "10.77.0.0/24")));
            console.event("and the subnet 10.77.0.0/24 on it");
        }
        return id;
    }

    private String createNetwork() {
        var network = cloud.post("/network/v2.0/networks", Map.of("network", Map.of("name", NETWORK)))
                .body()
                .path("network");
        console.event("network-control made the network %s".formatted(NETWORK));
        return network.path("id").asText();
    }

    String keyPair() {
        if (cloud.find("/compute/v2.1/os-keypairs/" + KEY_PAIR).isPresent()) {
            console.event("key pair %s is there from an earlier demo".formatted(KEY_PAIR));
        } else {
            cloud.post(
                    "/compute/v2.1/os-keypairs",
                    Map.of("keypair", Map.of("name", KEY_PAIR, "type", "ssh", "public_key", SshKey.publicKey())));
            console.event("compute-control keeps the public half of the key pair " + KEY_PAIR);
        }
        return KEY_PAIR;
    }

    String flavor() {
        var smallest = StreamSupport.stream(
                        cloud.get("/compute/v2.1/flavors/detail")
                                .path("flavors")
                                .spliterator(),
                        false)
                .min(Comparator.comparingInt(flavor -> flavor.path("ram").asInt()))
                .orElseThrow(
                        () -> new Trouble("there are no flavors", "deploy/stack logs compute-control may say why"));
        console.event("flavor %s: %d vcpu, %d MiB"
                .formatted(
                        smallest.path("name").asText(),
                        smallest.path("vcpus").asInt(),
                        smallest.path("ram").asInt()));
        return smallest.path("id").asText();
    }

    private static Optional<JsonNode> first(JsonNode list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(0));
    }

    /** A disk that a BIOS would take for bootable: the simulated guest runs nothing of it. */
    private static byte[] bootSector() {
        var disk = new byte[IMAGE_BYTES];
        disk[510] = 0x55;
        disk[511] = (byte) 0xAA;
        return disk;
    }
}
