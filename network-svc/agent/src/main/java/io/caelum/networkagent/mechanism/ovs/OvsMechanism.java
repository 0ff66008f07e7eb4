package io.caelum.networkagent.mechanism.ovs;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networkagent.host.HostCommands;
import io.caelum.networkagent.mechanism.Mechanism;
import io.caelum.networkagent.mechanism.Surroundings;
import io.caelum.networkagent.mechanism.WiringFailed;
import io.caelum.networkagent.mechanism.WiringFiles;
import io.caelum.networkagent.mechanism.ovs.database.OvsdbFailed;
import io.caelum.networkagent.mechanism.ovs.database.SwitchDatabase;
import io.caelum.networkagent.mechanism.ovs.database.SwitchPort;
import io.caelum.networkagent.mechanism.ovs.database.SwitchState;
import io.caelum.networkagent.mechanism.ovs.database.WantedPort;
import io.caelum.networkagent.mechanism.ovs.flow.HostPlan;
import io.caelum.networkagent.mechanism.ovs.flow.LocalPort;
import io.caelum.networkagent.mechanism.ovs.flow.SwitchFlows;
import io.caelum.platform.contract.network.HopFinding;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.contract.network.PortWiring.NetworkSegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** One host's switch. One thing at a time: flows and numbers of ports are of the whole host. */
public final class OvsMechanism implements Mechanism {

    private static final Logger LOG = Logger.getLogger(OvsMechanism.class);
    private static final String PORT = "iface-id";

    private final ReentrantLock lock = new ReentrantLock();
    private final OvsHost host;
    private final WiringFiles files;
    private final SwitchDatabase database;
    private final Devices devices;
    private final Layout layout;
    private final SwitchFlows flows;
    private final Map<UUID, PortWiring> wirings = new TreeMap<>();
    private Surroundings surroundings;

    /** What was found when last looked; empty until then, and after a failure. */
    private Optional<Layout.Found> found = Optional.empty();

    /** Whether the bridges have the flows that they were last given, as far as this process can know. */
    private boolean flowsKnown;

    /**
     * @param folder where the wirings are kept
     * @param surroundings what was last known of them
     */
    public OvsMechanism(OvsHost host, Path folder, Surroundings surroundings) {
        this.host = host;
        this.surroundings = surroundings;
        files = new WiringFiles(folder);
        files.readAll().forEach(wiring -> wirings.put(wiring.portId(), wiring));
        database = new SwitchDatabase(host.runDir());
        devices = new Devices(new HostCommands(host.namespace()), host.tapUser());
        layout = new Layout(host, database, devices);
        flows = new SwitchFlows(host.runDir(), OvsHost.INTEGRATION, OvsHost.TUNNELS, host.providers());
    }

    @Override
    public String name() {
        return "openvswitch";
    }

    @Override
    public String agentType() {
        return "Open vSwitch agent";
    }

    @Override
    public Map<String, Object> configurations() {
        var shown = new HashMap<String, Object>();
        shown.put("devices", files.count());
        shown.put("bridge_mappings", host.providers());
        shown.put("tunnel_types", host.hasTunnels() ? host.tunnelTypes() : List.of());
        shown.put("datapath", found.map(Layout.Found::datapath).orElse(host.datapath()));
        host.tunnelAddress().ifPresent(address -> shown.put("tunneling_ip", address));
        return shown;
    }

    @Override
    public Optional<PortWiring> wiring(UUID portId) {
        lock.lock();
        try {
            return Optional.ofNullable(wirings.get(portId));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<PortWiring> wirings() {
        lock.lock();
        try {
            return List.copyOf(wirings.values());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void wire(PortWiring wiring) throws WiringFailed {
        require(wiring);
        locked("wire", () -> {
            Layout.Found there = there();
            PortWiring before = wirings.put(wiring.portId(), wiring);
            try {
                SwitchState state = connected(there);
                requirePort(wiring, state);
                apply(plan(state));
                files.write(wiring);
            } catch (OvsdbFailed | CommandFailed | WiringFailed | RuntimeException e) {
                // as it was: what is not wired is not to be known as wired
                if (before == null) {
                    wirings.remove(wiring.portId());
                } else {
                    wirings.put(wiring.portId(), before);
                }
                throw e;
            }
        });
    }

    @Override
    public void unwire(UUID portId) throws WiringFailed {
        locked("unwire", () -> {
            PortWiring wiring = wirings.get(portId);
            if (wiring == null) {
                return;
            }
            Layout.Found there = there();
            wirings.remove(portId);
            try {
                // closed before the port goes, so that its number can be another's afterwards
                apply(plan(there.state()));
                remove(there.state(), portId);
                files.delete(portId);
            } catch (OvsdbFailed | CommandFailed | RuntimeException e) {
                // still known, so that it will be tried again
                wirings.put(portId, wiring);
                throw e;
            }
        });
    }

    @Override
    public void surround(Surroundings now) throws WiringFailed {
        locked("surround", () -> {
            surroundings = now;
            Layout.Found there = look();
            apply(plan(there.state()));
        });
    }

    @Override
    public void repair() throws WiringFailed {
        locked("repair", () -> {
            flowsKnown = false;
            apply(plan(connected(look())));
        });
    }

    @Override
    public List<HopFinding> probe(PortWiring wiring) {
        lock.lock();
        try {
            SwitchState state = database.state();
            return new PortLook(host, devices, flows, state, plan(state)).at(wiring);
        } catch (OvsdbFailed | CommandFailed e) {
            return List.of(HopFinding.broken(
                    "tap",
                    "The host's switch cannot be asked: " + e.getMessage() + ".",
                    "Look whether ovsdb-server and ovs-vswitchd run on the host, and start them."));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void keepOnly(Set<UUID> wanted) throws WiringFailed {
        locked("clean up", () -> {
            for (SwitchPort port : there().state().portsOf(OvsHost.INTEGRATION)) {
                Optional<UUID> id =
                        Optional.ofNullable(port.externalIds().get(PORT)).map(UUID::fromString);
                if (port.externalIds().containsKey(LocalVlans.NETWORK)
                        && id.filter(known -> !wanted.contains(known) && !wirings.containsKey(known))
                                .isPresent()) {
                    remove(there().state(), id.get());
                    LOG.infof("port of an interrupted wiring removed, port_id=%s", id.get());
                }
            }
        });
    }

    private Layout.Found there() throws OvsdbFailed, CommandFailed {
        if (found.isEmpty()) {
            return look();
        }
        return new Layout.Found(database.state(), found.get().datapath(), false);
    }

    private Layout.Found look() throws OvsdbFailed, CommandFailed {
        Layout.Found there = layout.ensure(surroundings.peers());
        found = Optional.of(there);
        flowsKnown &= !there.hasNewBridges();
        return there;
    }

    private void apply(HostPlan plan) throws CommandFailed {
        if (flowsKnown) {
            flows.change(plan);
            return;
        }
        flows.repair(plan).forEach((bridge, count) -> LOG.infof("flows put right, bridge=%s flows=%d", bridge, count));
        flowsKnown = true;
    }

    private void requirePort(PortWiring wiring, SwitchState state) throws WiringFailed {
        String name = DeviceNames.of(wiring.deviceOwner(), wiring.portId());
        Optional<SwitchPort> port = state.port(name);
        if (port.flatMap(SwitchPort::ofport).isEmpty()) {
            found = Optional.empty();
            throw new WiringFailed("the switch does not take the device " + name
                    + port.flatMap(SwitchPort::error).map(error -> ": " + error).orElse(""));
        }
    }

    /** What the network wants and this host cannot give is said before anything is made. */
    private void require(PortWiring wiring) throws WiringFailed {
        if (!LocalPort.MAC.matcher(wiring.macAddress()).matches()) {
            throw new WiringFailed("\"" + wiring.macAddress() + "\" is no MAC address");
        }
        NetworkSegment segment = wiring.segment();
        switch (segment.networkType()) {
            case "local" -> {}
            case "flat", "vlan" -> {
                String network = segment.physicalNetwork().orElse("");
                if (!host.providers().containsKey(network)) {
                    throw new WiringFailed("this host has no bridge to the physical network \"" + network + "\"");
                }
            }
            case "gre", "vxlan" -> {
                if (!host.hasTunnels() || !host.tunnelTypes().contains(segment.networkType())) {
                    throw new WiringFailed("this host has no " + segment.networkType() + " tunnels: "
                            + "caelum.network-agent.tunnel-ip and tunnel-types say which it has");
                }
            }
            default -> throw new WiringFailed("there is no network type \"" + segment.networkType() + "\" here");
        }
        if (!segment.networkType().matches("local|flat")
                && segment.segmentationId().isEmpty()) {
            throw new WiringFailed("a " + segment.networkType() + " network without a segmentation id");
        }
    }

    /** Makes the devices and ports of all wirings that are not there, and answers what is there then. */
    private SwitchState connected(Layout.Found there) throws OvsdbFailed, CommandFailed, WiringFailed {
        SwitchState state = there.state();
        Map<UUID, Integer> vlans = LocalVlans.remembered(state);
        Set<String> names = devices.names();
        String ruleset = Layout.isUserspace(there.datapath()) ? devices.ruleset() : "";
        InternalDevices internal = InternalDevices.of(host.runDir());
        var wanted = new ArrayList<WantedPort>();
        var dead = new ArrayList<SwitchPort>();
        for (PortWiring wiring : wirings.values()) {
            String name = DeviceNames.of(wiring.deviceOwner(), wiring.portId());
            boolean isInternal = wiring.deviceOwner().startsWith("network:");
            state.port(name)
                    .filter(port ->
                            port.ofport().isEmpty() || internal.hasLost(port) || (!isInternal && !names.contains(name)))
                    .ifPresent(dead::add);
            if (!isInternal) {
                ensureTap(name, names, ruleset, there.datapath());
            }
            Integer vlan = vlans.get(wiring.networkId());
            if (vlan == null) {
                vlan = LocalVlans.free(vlans);
                vlans.put(wiring.networkId(), vlan);
            }
            wanted.add(port(wiring, name, isInternal, vlan));
        }
        if (!dead.isEmpty()) {
            LOG.infof(
                    "ports whose devices are gone are made anew, ports=%s",
                    dead.stream().map(SwitchPort::name).toList());
            database.delete(dead);
            state = database.state();
        }
        database.ensure(wanted, state);
        return database.state();
    }

    private void ensureTap(String name, Set<String> present, String ruleset, String datapath) throws CommandFailed {
        if (!present.contains(name)) {
            devices.addTap(name);
        }
        if (Layout.isUserspace(datapath) && !(present.contains(name) && devices.isKernelHidden(name, ruleset))) {
            devices.hideKernel(name);
        }
        if (!present.contains(name)) {
            devices.up(name);
        }
    }

    private static WantedPort port(PortWiring wiring, String name, boolean isInternal, int vlan) {
        return new WantedPort(
                OvsHost.INTEGRATION,
                name,
                isInternal ? "internal" : "system",
                Map.of(),
                Map.of(
                        PORT,
                        wiring.portId().toString(),
                        "attached-mac",
                        wiring.macAddress(),
                        "iface-status",
                        "active",
                        "owner",
                        wiring.deviceOwner(),
                        LocalVlans.NETWORK,
                        wiring.networkId().toString()),
                Optional.of(vlan),
                isInternal ? Optional.of(wiring.macAddress()) : Optional.empty(),
                Optional.of(wiring.mtu()));
    }

    private void remove(SwitchState state, UUID portId) throws OvsdbFailed, CommandFailed {
        List<SwitchPort> ports = state.portsOf(OvsHost.INTEGRATION).stream()
                .filter(port -> portId.toString().equals(port.externalIds().get(PORT)))
                .toList();
        database.delete(ports);
        String tap = DeviceNames.tap(portId);
        if (devices.names().contains(tap)) {
            devices.delete(tap);
        }
    }

    private HostPlan plan(SwitchState state) {
        Map<UUID, Integer> vlans = LocalVlans.remembered(state);
        var ports = new ArrayList<LocalPort>();
        var segments = new TreeMap<Integer, NetworkSegment>();
        var seen = new HashSet<Integer>();
        for (PortWiring wiring : wirings.values()) {
            Optional<Integer> number = state.ofport(DeviceNames.of(wiring.deviceOwner(), wiring.portId()));
            Integer vlan = vlans.get(wiring.networkId());
            if (number.isPresent() && vlan != null && seen.add(number.get())) {
                ports.add(new LocalPort(wiring, vlan, number.get()));
                segments.put(vlan, wiring.segment());
            }
        }
        Optional<String> underlay = Optional.of(OvsHost.UNDERLAY).filter(state.bridges()::containsKey);
        return new HostPlan(ports, segments, surroundings, layout.cables(state), underlay);
    }

    /** Something that may fail in the switch or in the kernel. */
    private interface Work {
        void run() throws OvsdbFailed, CommandFailed, WiringFailed;
    }

    private void locked(String what, Work work) throws WiringFailed {
        lock.lock();
        try {
            work.run();
        } catch (OvsdbFailed | CommandFailed e) {
            found = Optional.empty();
            flowsKnown = false;
            throw new WiringFailed("cannot " + what + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }
}
