package io.caelum.networknode.dhcp.linux;

import io.caelum.networkagent.host.CommandFailed;
import io.caelum.networkagent.host.DeviceNames;
import io.caelum.networknode.keep.NotInPlace;
import io.caelum.networknode.linux.Daemon;
import io.caelum.networknode.linux.Namespace;
import io.caelum.networknode.linux.RunFolders;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.DhcpPlan.Subnet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The dnsmasq of a network: started anew for other arguments, told to read its files again for other leases. Where its list
 * sets tags it is started anew for these too: of reading such a list again version 2.90, Debian's, dies.
 */
final class Dnsmasq {

    static final String PROGRAM = "dnsmasq";
    static final String HOSTS = "dnsmasq.hosts";
    static final String LEASES = "dnsmasq.leases";
    static final String OPTIONS = "dnsmasq.options";
    private static final String LEASE_TIME = "86400s";

    private Dnsmasq() {}

    static boolean isWanted(DhcpPlan plan) {
        return !DnsmasqFiles.served(plan).isEmpty();
    }

    static void ensure(Namespace namespace, Path folder, DhcpPlan plan) throws NotInPlace, CommandFailed {
        String hosts = DnsmasqFiles.hosts(plan);
        boolean hasTags = DnsmasqFiles.hasTags(hosts) || DnsmasqFiles.hasTags(read(folder.resolve(HOSTS)));
        boolean areHostsNew = RunFolders.write(folder.resolve(HOSTS), hosts);
        boolean areOptionsNew = RunFolders.write(folder.resolve(OPTIONS), DnsmasqFiles.options(plan));
        boolean isChanged = areHostsNew || areOptionsNew;
        if (isChanged && hasTags) {
            Daemon.stop(folder, PROGRAM);
        }
        var daemon = new Daemon(namespace, folder, command(folder, plan));
        if (!daemon.ensure() && isChanged) {
            daemon.reload();
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> command(Path folder, DhcpPlan plan) {
        var command = new ArrayList<String>(List.of(
                PROGRAM,
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--pid-file=",
                "--user=dnsmasq",
                "--group=nogroup",
                "--no-hosts",
                "--no-resolv",
                "--port=0",
                "--interface=" + DeviceNames.dhcp(plan.portId()),
                "--except-interface=lo",
                "--bind-dynamic",
                "--quiet-dhcp",
                "--quiet-dhcp6",
                // the addresses are nobody else's: asking around first would only cost time
                "--no-ping",
                "--dhcp-authoritative",
                "--dhcp-lease-max=100000",
                "--dhcp-leasefile=" + folder.resolve(LEASES),
                "--dhcp-hostsfile=" + folder.resolve(HOSTS),
                "--dhcp-optsfile=" + folder.resolve(OPTIONS)));
        DnsmasqText.domain(plan.dnsDomain()).ifPresent(domain -> command.add("--domain=" + domain));
        DnsmasqFiles.served(plan).stream().map(Dnsmasq::range).forEach(command::add);
        return command;
    }

    /** Only addresses that are listed. */
    private static String range(Subnet subnet) {
        int slash = subnet.cidr().indexOf('/');
        String network = subnet.cidr().substring(0, slash);
        int length = Integer.parseInt(subnet.cidr().substring(slash + 1));
        String size = subnet.version() == 4 ? netmask(length) : Integer.toString(length);
        return "--dhcp-range=set:" + DnsmasqFiles.tag(subnet) + "," + network + ",static," + size + "," + LEASE_TIME;
    }

    private static String netmask(int length) {
        long mask = length == 0 ? 0 : 0xffffffffL << (32 - length) & 0xffffffffL;
        return "%d.%d.%d.%d".formatted(mask >> 24, mask >> 16 & 255, mask >> 8 & 255, mask & 255);
    }
}
