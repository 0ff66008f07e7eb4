package io.caelum.networknode.dhcp.linux;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networkagent.host.HostNamespace;
import io.caelum.networknode.dhcp.DhcpServers;
import io.caelum.networknode.keep.NotInPlace;
import io.caelum.networknode.linux.Daemon;
import io.caelum.networknode.linux.Leg;
import io.caelum.networknode.linux.Namespace;
import io.caelum.networknode.linux.RunFolders;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.HopFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Networks that are served by dnsmasq and haproxy in a namespace. */
public final class LinuxDhcpServers implements DhcpServers {

    private static final String METADATA_ADDRESS = "169.254.169.254/32";

    private final HostNamespace host;
    private final String prefix;
    private final RunFolders folders;
    private final Path metadataSocket;

    /**
     * @param host where the devices of ports are made
     * @param prefix of the names of namespaces: they belong to the whole machine
     * @param run for files of running processes, which do not run as root and have to get at them
     * @param metadataSocket where the answers to guests come from
     */
    public LinuxDhcpServers(HostNamespace host, String prefix, Path run, Path metadataSocket) {
        this.host = host;
        this.prefix = prefix;
        this.folders = new RunFolders(run);
        this.metadataSocket = metadataSocket;
    }

    @Override
    public String name() {
        return "linux";
    }

    @Override
    public void ensure(DhcpPlan plan) throws NotInPlace {
        Path folder = folders.ensure(plan.networkId());
        Namespace namespace = namespace(plan.networkId());
        try {
            endWhatServesAnotherNamespace(namespace, folder);
            namespace.ensure();
            namespace.ensureLegs(List.of(leg(plan)));
            if (Dnsmasq.isWanted(plan)) {
                Dnsmasq.ensure(namespace, folder, plan);
            } else if (Files.deleteIfExists(folder.resolve(Dnsmasq.HOSTS))) {
                Daemon.stop(folder, Dnsmasq.PROGRAM);
            }
            MetadataProxy.ensure(namespace, folder, plan.networkId(), metadataSocket);
        } catch (CommandFailed | IOException e) {
            throw NotInPlace.failed(e);
        }
    }

    /** A namespace lives on without its name as long as a process runs in it, and keeps the device. */
    private static void endWhatServesAnotherNamespace(Namespace namespace, Path folder) {
        if (!namespace.exists()) {
            Daemon.stop(folder, Dnsmasq.PROGRAM);
            Daemon.stop(folder, MetadataProxy.PROGRAM);
        }
    }

    private static Leg leg(DhcpPlan plan) {
        var addresses = new TreeSet<String>();
        plan.subnets().forEach(subnet -> addresses.add(Leg.address(subnet.agentAddress(), subnet.cidr())));
        addresses.add(METADATA_ADDRESS);
        return new Leg(DeviceNames.dhcp(plan.portId()), plan.macAddress(), plan.mtu(), addresses);
    }

    @Override
    public void remove(UUID id) throws NotInPlace {
        Path folder = folders.of(id);
        if (Files.exists(folder)) {
            Daemon.stop(folder, Dnsmasq.PROGRAM);
            Daemon.stop(folder, MetadataProxy.PROGRAM);
        }
        try {
            namespace(id).delete();
        } catch (CommandFailed e) {
            throw NotInPlace.failed(e);
        }
        folders.delete(id);
    }

    @Override
    public Set<UUID> present() {
        return folders.present();
    }

    @Override
    public Set<UUID> broken() {
        return folders.present().stream().filter(this::isBroken).collect(Collectors.toSet());
    }

    @Override
    public List<HopFinding> probe(DhcpPlan plan, List<DhcpPlan.Lease> leases) {
        Path folder = folders.of(plan.networkId());
        return List.of(
                new LeaseLook(namespace(plan.networkId()), folder, plan).of(leg(plan), leases),
                MetadataProxy.probe(folder, metadataSocket));
    }

    private boolean isBroken(UUID id) {
        Path folder = folders.of(id);
        return !namespace(id).exists()
                || isGone(folder, Dnsmasq.HOSTS, Dnsmasq.PROGRAM)
                || isGone(folder, MetadataProxy.CONFIG, MetadataProxy.PROGRAM);
    }

    private static boolean isGone(Path folder, String signOfIt, String program) {
        return Files.exists(folder.resolve(signOfIt)) && !Daemon.isAlive(folder, program);
    }

    private Namespace namespace(UUID id) {
        return new Namespace(prefix + "qdhcp-" + id, host);
    }
}
