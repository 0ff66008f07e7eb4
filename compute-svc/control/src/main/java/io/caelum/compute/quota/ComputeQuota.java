package io.caelum.compute.quota;

import io.caelum.platform.web.microversion.Microversion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is limited, and how many of it a project has unless somebody says otherwise; -1 means without limit. */
public enum ComputeQuota {
    INSTANCES("instances", 10),
    CORES("cores", 20),
    RAM("ram", 51_200),
    METADATA_ITEMS("metadata_items", 128),
    KEY_PAIRS("key_pairs", 100),
    SERVER_GROUPS("server_groups", 10),
    SERVER_GROUP_MEMBERS("server_group_members", 10),
    /** Up to 2.56. */
    INJECTED_FILES("injected_files", 5, "injected"),
    INJECTED_FILE_CONTENT_BYTES("injected_file_content_bytes", 10_240, "injected"),
    INJECTED_FILE_PATH_BYTES("injected_file_path_bytes", 255, "injected"),
    /** Up to 2.35; the network service counts these. */
    FIXED_IPS("fixed_ips", -1, "network"),
    FLOATING_IPS("floating_ips", -1, "network"),
    SECURITY_GROUPS("security_groups", -1, "network"),
    SECURITY_GROUP_RULES("security_group_rules", -1, "network");

    private final String wireName;
    private final int standard;
    private final String group;

    ComputeQuota(String wireName, int standard) {
        this(wireName, standard, "");
    }

    ComputeQuota(String wireName, int standard, String group) {
        this.wireName = wireName;
        this.standard = standard;
        this.group = group;
    }

    public String wireName() {
        return wireName;
    }

    public int standard() {
        return standard;
    }

    static Optional<ComputeQuota> named(String wireName) {
        return Arrays.stream(values())
                .filter(quota -> quota.wireName.equals(wireName))
                .findFirst();
    }

    /** Those which exist at a microversion. */
    static List<ComputeQuota> at(Microversion version) {
        return Arrays.stream(values())
                .filter(quota -> !quota.group.equals("network") || !version.atLeast(2, 36))
                .filter(quota -> !quota.group.equals("injected") || !version.atLeast(2, 57))
                .toList();
    }

    /** Quota classes lost the network ones, and got the server groups, only at 2.50. */
    static List<ComputeQuota> ofClassAt(Microversion version) {
        return Arrays.stream(values())
                .filter(quota -> !quota.group.equals("network") || !version.atLeast(2, 50))
                .filter(quota -> !quota.group.equals("injected") || !version.atLeast(2, 57))
                .filter(quota -> quota != SERVER_GROUPS && quota != SERVER_GROUP_MEMBERS || version.atLeast(2, 50))
                .toList();
    }
}
