package io.caelum.platform.guestdata;

import io.caelum.platform.contract.compute.ServerMetadata;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What EC2's metadata service would say of a guest. A folder answers with the names in it, one a line, those of folders
 * with a slash behind.
 *
 * @param metaData strings and, for folders, maps of the same kind
 */
public record Ec2Tree(Map<String, Object> metaData, Optional<byte[]> userData) {

    /** The versions whose paths are answered. */
    public static final List<String> VERSIONS = List.of("1.0", "2007-01-19", "2008-02-01", "2009-04-04", "latest");

    private static final int EC2_ID_DIGITS = 17;

    public static Ec2Tree of(ServerMetadata server, List<Nic> nics) {
        var tree = new TreeMap<String, Object>();
        tree.put("instance-id", instanceId(server));
        tree.put("ami-launch-index", Integer.toString(server.launchIndex()));
        tree.put("hostname", server.hostname());
        tree.put("local-hostname", server.hostname());
        tree.put("public-hostname", server.hostname());
        tree.put("instance-type", server.flavorName());
        tree.put("instance-action", "none");
        tree.put("local-ipv4", firstIpv4(nics));
        tree.put("mac", nics.isEmpty() ? "" : nics.getFirst().macAddress());
        tree.put("placement", Map.of("availability-zone", server.availabilityZone()));
        if (!server.publicKeys().isEmpty()) {
            tree.put("public-keys", publicKeys(server.publicKeys()));
        }
        return new Ec2Tree(tree, server.userData().map(GuestDocuments::decoded));
    }

    /**
     * What a path below a version says, e.g. {@code meta-data/placement/availability-zone}; the empty path lists
     * {@code meta-data/} and perhaps {@code user-data}. Empty if there is nothing of that name.
     */
    public Optional<byte[]> at(String path) {
        String[] names = path.isEmpty() ? new String[0] : path.split("/");
        if (names.length == 1 && names[0].equals("user-data")) {
            return userData;
        }
        Object found = names.length == 0 ? root() : walk(names);
        return found == null ? Optional.empty() : Optional.of(text(found).getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> root() {
        var root = new TreeMap<String, Object>();
        root.put("meta-data", metaData);
        userData.ifPresent(data -> root.put("user-data", ""));
        return root;
    }

    private Object walk(String[] names) {
        Object here = root();
        for (String name : names) {
            here = here instanceof Map<?, ?> folder ? folder.get(name) : null;
        }
        return here;
    }

    private static String text(Object found) {
        if (!(found instanceof Map<?, ?> folder)) {
            return found.toString();
        }
        var lines = new LinkedHashMap<String, String>();
        folder.forEach((name, below) -> lines.put(name.toString(), line(name.toString(), below)));
        return String.join("\n", lines.values());
    }

    /** A key is listed with its name, {@code 0=mine}, though its folder is called {@code 0}. */
    private static String line(String name, Object below) {
        return switch (below) {
            case PublicKey key -> name + "=" + key.name();
            case Map<?, ?> folder -> name + "/";
            default -> name;
        };
    }

    private static Map<String, Object> publicKeys(Map<String, String> keys) {
        var folders = new LinkedHashMap<String, Object>();
        new TreeMap<>(keys)
                .forEach((name, key) -> folders.put(Integer.toString(folders.size()), new PublicKey(name, key)));
        return folders;
    }

    /** EC2's ids are shorter than ours. */
    private static String instanceId(ServerMetadata server) {
        return "i-" + server.serverId().toString().replace("-", "").substring(0, EC2_ID_DIGITS);
    }

    private static String firstIpv4(List<Nic> nics) {
        return nics.stream()
                .flatMap(nic -> nic.addresses().stream())
                .filter(address -> !address.isIpv6())
                .map(Nic.Address::ipAddress)
                .findFirst()
                .orElse("");
    }

    /** A folder that has a name beside its number. */
    private static final class PublicKey extends TreeMap<String, Object> {

        private static final long serialVersionUID = 1;
        private final String name;

        PublicKey(String name, String key) {
            this.name = name;
            put("openssh-key", key);
        }

        String name() {
            return name;
        }
    }
}
