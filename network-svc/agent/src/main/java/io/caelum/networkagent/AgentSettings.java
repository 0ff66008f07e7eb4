package io.caelum.networkagent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

@ConfigMapping(prefix = "caelum.network-agent")
interface AgentSettings {

    /** Which package below {@code mechanism} connects the ports. */
    @WithDefault("simulated")
    String mechanism();

    /** What has to outlive the process; each host has a folder of its own in it. */
    @WithDefault("${user.home}/.local/state/caelum/network-agent")
    Path stateDir();

    @WithDefault("PT10S")
    Duration reportEvery();

    /** How often all that is wired is compared with all that should be, and with what is really there. */
    @WithDefault("PT20S")
    Duration compareEvery();

    /**
     * The network namespace in which the host's devices are, as {@code ip netns} knows it; <code>{host}</code> stands for
     * the host's name. Not set: that of this process.
     */
    Optional<String> namespace();

    /** Open vSwitch's run directory, with its sockets; <code>{host}</code> stands for the host's name. */
    @WithDefault("/var/run/openvswitch")
    String ovsRunDir();

    /** {@code system} is in the kernel, {@code netdev} in the switch's process; {@code auto} takes the first that works. */
    @WithDefault("auto")
    String datapath();

    /** Bridges to physical networks: {@code physnet1:br-prov}, or {@code physnet1:br-prov:eth1} to have the NIC added. */
    Optional<List<String>> bridgeMappings();

    /** Where tunnels end on this host, e.g. {@code 10.9.0.1/24}. Not set: no VXLAN and GRE networks. */
    Optional<String> tunnelIp();

    /** The NIC of the tunnels; it becomes a port of a bridge that has the address, where the datapath is netdev. */
    Optional<String> tunnelDevice();

    @WithDefault("vxlan,gre")
    List<String> tunnelTypes();

    /** Who runs QEMU and so opens the guests' taps. Not set: root. */
    Optional<String> tapUser();
}
