package io.caelum.platform.guestdata;

import io.caelum.platform.contract.compute.ServerMetadata;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code meta_data.json}. */
final class MetaData {

    private static final int SEED_BYTES = 512;
    private static final SecureRandom RANDOM = new SecureRandom();

    private MetaData() {}

    static Map<String, Object> of(ServerMetadata server) {
        var document = new LinkedHashMap<String, Object>();
        document.put("uuid", server.serverId().toString());
        document.put("name", server.name());
        document.put("hostname", server.hostname());
        document.put("availability_zone", server.availabilityZone());
        document.put("launch_index", server.launchIndex());
        document.put("project_id", server.projectId());
        if (!server.metadata().isEmpty()) {
            document.put("meta", new TreeMap<>(server.metadata()));
        }
        if (!server.publicKeys().isEmpty()) {
            document.put("public_keys", new TreeMap<>(server.publicKeys()));
            document.put("keys", keys(server.publicKeys()));
        }
        document.put("random_seed", seed());
        document.put("devices", List.of());
        document.put("dedicated_cpus", List.of());
        return document;
    }

    private static List<Map<String, String>> keys(Map<String, String> publicKeys) {
        var keys = new ArrayList<Map<String, String>>();
        new TreeMap<>(publicKeys)
                .forEach((name, key) -> keys.add(new TreeMap<>(Map.of("name", name, "type", "ssh", "data", key))));
        return keys;
    }

    /** Another one each time: it is there for the guest's pool of randomness. */
    private static String seed() {
        var bytes = new byte[SEED_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
