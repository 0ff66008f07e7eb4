package io.caelum.launcher.preflight;

import java.util.List;
import java.util.Map;

/** What a network node runs for routers, addresses and metadata. */
final class NetworkNodePackages {

    private static final Map<String, String> PACKAGE_OF = Map.of(
            "nft", "nftables",
            "dnsmasq", "dnsmasq-base",
            "haproxy", "haproxy",
            "radvd", "radvd",
            "arping", "iputils-arping");

    private NetworkNodePackages() {}

    /** Their names, in order; none for other users than root, who cannot make networks anyway. */
    static List<String> missing() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        return PACKAGE_OF.entrySet().stream()
                .filter(entry -> !Packages.isOnPath(entry.getKey()) && !Packages.isForRoot(entry.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }
}
