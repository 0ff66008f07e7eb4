package io.caelum.acceptance.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What most tests need before they can begin, made through the API. */
public final class Fixtures {

    private static final int CLUSTER = 65_536;

    private Fixtures() {}

    public static String name(String what) {
        return what + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** An empty disk of 64 MiB as a qcow2 file (version 3). */
    public static byte[] qcow2() {
        var file = ByteBuffer.allocate(4 * CLUSTER);
        file.put("QFI".getBytes(StandardCharsets.US_ASCII)).put((byte) 0xfb);
        file.putInt(3).putLong(0).putInt(0); // version, no backing file
        file.putInt(16).putLong(64L << 20).putInt(0); // cluster bits, size, not encrypted
        file.putInt(1).putLong(3L * CLUSTER); // one entry in the table of tables, and where
        file.putLong(CLUSTER).putInt(1).putInt(0).putLong(0); // reference counts, no snapshots
        file.putLong(0).putLong(0).putLong(0).putInt(4).putInt(104); // features, width of counts, length of this
        file.putLong(CLUSTER, 2L * CLUSTER);
        for (int cluster = 0; cluster < 4; cluster++) {
            file.putShort(2 * CLUSTER + 2 * cluster, (short) 1);
        }
        return file.array();
    }

    /** An image that can be booted; its id. */
    public static String image(Api api) {
        String id = required(api.post("/image/v2/images", """
                {"name": "%s", "disk_format": "qcow2", "container_format": "bare"}
                """.formatted(name("image"))), 201)
                .path("id")
                .asText();
        required(api.put("/image/v2/images/" + id + "/file", "application/octet-stream", qcow2()), 204);
        return id;
    }

    /** A network with a subnet; its id. */
    public static String network(Api api) {
        String id = required(
                        api.post("/network/v2.0/networks", "{\"network\": {\"name\": \"" + name("net") + "\"}}"), 201)
                .at("/network/id")
                .asText();
        required(api.post("/network/v2.0/subnets", """
                {"subnet": {"network_id": "%s", "ip_version": 4, "cidr": "10.20.0.0/24"}}
                """.formatted(id)), 201);
        return id;
    }

    /** A flavor with so much memory; its id. */
    public static String flavor(Api admin, int megabytes) {
        return required(admin.post("/compute/v2.1/flavors", """
                {"flavor": {"name": "%s", "ram": %d, "vcpus": 1, "disk": 1}}
                """.formatted(name("flavor"), megabytes)), 200)
                .at("/flavor/id")
                .asText();
    }

    /** In the form that the server API takes. */
    public static String networks(String id) {
        return "[{\"uuid\": \"" + id + "\"}]";
    }

    private static JsonNode required(Api.Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError("expected " + status + ", got " + answer);
        }
        return answer.body();
    }
}
