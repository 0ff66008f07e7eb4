package io.caelum.networkagent.mechanism.ovs;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.mechanism.ovs.database.OvsdbFailed;
import io.caelum.networkagent.mechanism.ovs.database.SwitchDatabase;
import io.caelum.networkagent.mechanism.ovs.database.SwitchPort;
import io.caelum.networkagent.mechanism.ovs.database.SwitchState;
import io.caelum.networkagent.mechanism.ovs.database.WantedPort;
import io.caelum.networkagent.mechanism.ovs.flow.HostPlan;
import io.caelum.platform.contract.network.TunnelPeer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** The host's bridges, the cables between them and the tunnels to other hosts: makes what is missing, each time. */
final class Layout {

    private static final Logger LOG = Logger.getLogger(Layout.class);
    private static final String PROBE = "caelum-probe";
    private static final String PEER = "caelum-peer";

    private final OvsHost host;
    private final SwitchDatabase database;
    private final Devices devices;

    Layout(OvsHost host, SwitchDatabase database, Devices devices) {
        this.host = host;
        this.database = database;
        this.devices = devices;
    }

    /** @return what is there then, and how much was missing */
    Found ensure(List<TunnelPeer> peers) throws OvsdbFailed, CommandFailed {
        SwitchState state = database.state();
        String datapath = datapath(state);
        var missing = new LinkedHashSet<>(bridges(datapath));
        missing.removeAll(state.bridges().keySet());
        for (String bridge : missing) {
            database.addBridge(bridge, datapath);
        }
        if (!missing.isEmpty()) {
            LOG.infof("bridges made, bridges=%s datapath=%s", missing, datapath);
            state = database.state();
        }
        List<WantedPort> wanted = ports(peers, datapath);
        database.delete(formerTunnels(state, wanted));
        database.ensure(wanted, state);
        if (isUserspace(datapath)) {
            prepareNics();
        }
        return new Found(database.state(), datapath, !missing.isEmpty());
    }

    /** @param datapath of all bridges */
    record Found(SwitchState state, String datapath, boolean hasNewBridges) {}

    static boolean isUserspace(String datapath) {
        return datapath.equals("netdev");
    }

    private Set<String> bridges(String datapath) {
        var bridges = new LinkedHashSet<String>();
        bridges.add(OvsHost.INTEGRATION);
        if (host.hasTunnels()) {
            bridges.add(OvsHost.TUNNELS);
        }
        bridges.addAll(host.providers().values());
        if (isUserspace(datapath) && host.tunnelDevice().isPresent()) {
            bridges.add(OvsHost.UNDERLAY);
        }
        return bridges;
    }

    /** As before where there is a bridge already; {@code auto} tries whether the kernel has the datapath. */
    private String datapath(SwitchState state) throws OvsdbFailed {
        String present = state.bridges().get(OvsHost.INTEGRATION);
        if (present != null && host.datapath().equals("auto")) {
            return present.isEmpty() ? "system" : present;
        }
        if (!host.datapath().equals("auto")) {
            return host.datapath();
        }
        try {
            database.addBridge(PROBE, "system");
            return database.state().isReal(PROBE) ? "system" : "netdev";
        } finally {
            database.deleteBridge(PROBE);
        }
    }

    private List<WantedPort> ports(List<TunnelPeer> peers, String datapath) {
        var ports = new ArrayList<WantedPort>();
        if (host.hasTunnels()) {
            ports.addAll(cable(OvsHost.INTEGRATION, "patch-tun", OvsHost.TUNNELS, "patch-int"));
            peers.forEach(peer ->
                    host.tunnelTypes().forEach(type -> tunnel(type, peer).ifPresent(ports::add)));
        }
        for (String bridge : new LinkedHashSet<>(host.providers().values())) {
            ports.addAll(cable(OvsHost.INTEGRATION, "int-" + bridge, bridge, "phy-" + bridge));
        }
        host.providerDevices().forEach((bridge, nic) -> ports.add(WantedPort.device(bridge, nic)));
        if (isUserspace(datapath)) {
            host.tunnelDevice().ifPresent(nic -> ports.add(WantedPort.device(OvsHost.UNDERLAY, nic)));
        }
        return ports;
    }

    private static List<WantedPort> cable(String bridge, String end, String otherBridge, String otherEnd) {
        return List.of(WantedPort.patch(bridge, end, otherEnd), WantedPort.patch(otherBridge, otherEnd, end));
    }

    private Optional<WantedPort> tunnel(String type, TunnelPeer peer) {
        String local = host.tunnelAddress().orElseThrow();
        try {
            byte[] address = InetAddress.ofLiteral(peer.ipAddress()).getAddress();
            if (peer.ipAddress().equals(local)) {
                return Optional.empty();
            }
            // names of devices have 15 characters at most
            String name = type + "-"
                    + (address.length == 4
                            ? HexFormat.of().formatHex(address)
                            : "%08x".formatted(peer.ipAddress().hashCode()));
            return Optional.of(new WantedPort(
                    OvsHost.TUNNELS,
                    name,
                    type,
                    Map.of("key", "flow", "local_ip", local, "remote_ip", peer.ipAddress()),
                    Map.of(PEER, peer.host()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        } catch (IllegalArgumentException e) {
            LOG.warnf(
                    "there is no tunnel to a host: its address is none, host=%s address=%s",
                    peer.host(), peer.ipAddress());
            return Optional.empty();
        }
    }

    private static List<SwitchPort> formerTunnels(SwitchState state, List<WantedPort> wanted) {
        Set<String> names =
                new LinkedHashSet<>(wanted.stream().map(WantedPort::name).toList());
        return state.portsOf(OvsHost.TUNNELS).stream()
                .filter(port -> port.externalIds().containsKey(PEER) && !names.contains(port.name()))
                .toList();
    }

    private void prepareNics() throws CommandFailed, OvsdbFailed {
        Set<String> names = devices.names();
        String ruleset = devices.ruleset();
        var nics = new ArrayList<String>(host.providerDevices().values());
        host.tunnelDevice().ifPresent(nics::add);
        for (String nic : nics) {
            if (names.contains(nic) && !devices.isKernelHidden(nic, ruleset)) {
                devices.withoutOffloads(nic);
                devices.hideKernel(nic);
                devices.up(nic);
            }
        }
        if (host.tunnelDevice().isPresent() && host.tunnelIp().isPresent()) {
            moveAddress(host.tunnelDevice().get(), host.tunnelIp().get());
        }
    }

    /** The userspace datapath finds the way of its tunnels only through an address on a bridge of its own. */
    private void moveAddress(String nic, String addressAndLength) throws CommandFailed, OvsdbFailed {
        String address = host.tunnelAddress().orElseThrow();
        if (devices.hasAddress(nic, address)) {
            devices.removeAddress(nic, addressAndLength);
        }
        if (!devices.hasAddress(OvsHost.UNDERLAY, address)) {
            database.setBridgeMtu(OvsHost.UNDERLAY, devices.mtu(nic));
            devices.up(OvsHost.UNDERLAY);
            devices.addAddress(OvsHost.UNDERLAY, addressAndLength);
        }
    }

    HostPlan.Cables cables(SwitchState state) {
        var toProviders = new HashMap<String, Integer>();
        var fromIntegration = new HashMap<String, Integer>();
        host.providers().forEach((network, bridge) -> {
            state.ofport("int-" + bridge).ifPresent(number -> toProviders.put(network, number));
            state.ofport("phy-" + bridge).ifPresent(number -> fromIntegration.put(network, number));
        });
        var tunnels = new HashMap<String, List<Integer>>();
        for (String type : host.tunnelTypes()) {
            tunnels.put(
                    type,
                    state.portsOf(OvsHost.TUNNELS).stream()
                            .filter(port -> port.type().equals(type))
                            .flatMap(port -> port.ofport().stream())
                            .sorted()
                            .toList());
        }
        return new HostPlan.Cables(
                state.ofport("patch-tun"), toProviders, fromIntegration, state.ofport("patch-int"), tunnels);
    }
}
