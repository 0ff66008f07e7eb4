package io.caelum.launcher.preflight;

import java.util.Map;

/** What real guests and their networks need: programs, and the packages that bring them. */
final class GuestPackages {

    /** Of hosts and of the network node. */
    static final Map<String, String> TO_RUN = Map.ofEntries(
            Map.entry("ip", "iproute2"),
            Map.entry("ethtool", "ethtool"),
            Map.entry("ping", "iputils-ping"),
            Map.entry("ovs-vswitchd", "openvswitch-switch"),
            Map.entry("nft", "nftables"),
            Map.entry("dnsmasq", "dnsmasq-base"),
            Map.entry("haproxy", "haproxy"),
            Map.entry("arping", "iputils-arping"),
            Map.entry("radvd", "radvd"),
            Map.entry("qemu-system-x86_64", "qemu-system-x86"),
            Map.entry("xorriso", "xorriso"));

    /** Of tests, where programs stand in for guests and for people. */
    static final Map<String, String> TO_TEST = Map.ofEntries(
            Map.entry("socat", "socat"),
            Map.entry("udhcpc", "udhcpc"),
            Map.entry("curl", "curl"),
            Map.entry("ssh", "openssh-client"),
            Map.entry("mke2fs", "e2fsprogs"));

    private GuestPackages() {}
}
