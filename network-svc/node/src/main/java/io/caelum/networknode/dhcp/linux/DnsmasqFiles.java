package io.caelum.networknode.dhcp.linux;

import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.DhcpPlan.Lease;
import io.caelum.platform.contract.network.DhcpPlan.Option;
import io.caelum.platform.contract.network.DhcpPlan.Subnet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The files that dnsmasq reads again when told to: who gets which address, and what else it is told. */
final class DnsmasqFiles {

    private static final Logger LOG = Logger.getLogger(DnsmasqFiles.class);
    private static final String METADATA = "169.254.169.254/32";
    private static final String SETS_TAG = ",set:";

    private DnsmasqFiles() {}

    /**
     * One line for each lease of a subnet with DHCP: {@code mac,name,address}, and with a tag, {@code mac,set:port,name,address},
     * for a port that is told something of its own.
     */
    static String hosts(DhcpPlan plan) {
        Map<UUID, Subnet> served =
                served(plan).stream().collect(Collectors.toMap(Subnet::subnetId, Function.identity()));
        var lines = new LinkedHashSet<String>();
        for (Lease lease : plan.leases()) {
            Subnet subnet = served.get(lease.subnetId());
            if (subnet != null && isAskedFor(subnet) && !lease.portId().equals(plan.portId())) {
                host(lease).ifPresent(lines::add);
            }
        }
        return text(lines);
    }

    /** Whether a list sets tags of hosts. */
    static boolean hasTags(String hosts) {
        return hosts.contains(SETS_TAG);
    }

    static List<Subnet> served(DhcpPlan plan) {
        return plan.subnets().stream().filter(Subnet::enableDhcp).toList();
    }

    /** Hosts of other v6 subnets make their addresses themselves. */
    static boolean isAskedFor(Subnet subnet) {
        return subnet.version() == 4
                || subnet.ipv6AddressMode().filter("dhcpv6-stateful"::equals).isPresent();
    }

    /** The line of one lease; empty for one that cannot be served. */
    static Optional<String> host(Lease lease) {
        if (!DnsmasqText.isMac(lease.macAddress()) || !DnsmasqText.isIp(lease.ipAddress())) {
            LOG.warnf("a lease cannot be served, port_id=%s", lease.portId());
            return Optional.empty();
        }
        String ip = lease.ipAddress();
        String address = ip.contains(":") ? "[" + ip + "]" : ip;
        String tag = lease.options().isEmpty() ? "" : SETS_TAG + portTag(lease);
        return Optional.of(lease.macAddress() + tag + "," + name(lease) + "," + address);
    }

    private static String name(Lease lease) {
        return DnsmasqText.isLabel(lease.hostname())
                ? lease.hostname()
                : "host-"
                        + lease.ipAddress().replace('.', '-').replace(':', '-').replaceAll("-+$", "");
    }

    /** What hosts of a subnet are told, and what single ports are told beside. */
    static String options(DhcpPlan plan) {
        var lines = new LinkedHashSet<String>();
        for (Subnet subnet : served(plan)) {
            if (subnet.version() == 4) {
                lines.addAll(v4(plan, subnet));
            } else if (!subnet.dnsNameservers().isEmpty()) {
                lines.add(tagged(subnet) + "option6:dns-server," + bracketed(subnet.dnsNameservers()));
            }
        }
        plan.leases()
                .forEach(lease ->
                        lease.options().forEach(option -> own(lease, option).ifPresent(lines::add)));
        return text(lines);
    }

    private static List<String> v4(DhcpPlan plan, Subnet subnet) {
        var lines = new ArrayList<String>();
        // without a value it is not sent: else dnsmasq would name itself
        lines.add(tagged(subnet) + "option:router"
                + subnet.gatewayIp().map(ip -> "," + ip).orElse(""));
        String routes = routes(subnet);
        lines.add(tagged(subnet) + "option:classless-static-route," + routes);
        // the same under the number that older Windows asks for
        lines.add(tagged(subnet) + "249," + routes);
        lines.add(tagged(subnet) + "option:mtu," + plan.mtu());
        if (!subnet.dnsNameservers().isEmpty()) {
            lines.add(tagged(subnet) + "option:dns-server," + String.join(",", subnet.dnsNameservers()));
        }
        return lines;
    }

    /** Who is told routes looks at no router option any more, so the way to everywhere is among them. */
    private static String routes(Subnet subnet) {
        var pairs = new ArrayList<String>();
        pairs.add(METADATA + "," + subnet.agentAddress());
        subnet.gatewayIp().ifPresent(ip -> pairs.add("0.0.0.0/0," + ip));
        int length =
                String.join(",", pairs).length() + tagged(subnet).length() + "option:classless-static-route,".length();
        for (var route : subnet.hostRoutes()) {
            String pair = route.destination() + "," + route.nexthop();
            length += pair.length() + 1;
            if (length > DnsmasqText.LONGEST_LINE) {
                LOG.warnf("a subnet has more routes than can be told, subnet_id=%s", subnet.subnetId());
                break;
            }
            pairs.add(pair);
        }
        return String.join(",", pairs);
    }

    private static Optional<String> own(Lease lease, Option option) {
        Optional<String> value = DnsmasqText.value(option.value());
        if (!DnsmasqText.isOption(option.name()) || value.isEmpty()) {
            LOG.warnf("an option of a port cannot be told, port_id=%s", lease.portId());
            return Optional.empty();
        }
        String family = option.version() == 6 ? "option6:" : "option:";
        String line = "tag:" + portTag(lease) + "," + family + option.name() + "," + value.get();
        return Optional.of(line).filter(whole -> whole.length() <= DnsmasqText.LONGEST_LINE);
    }

    static String tag(Subnet subnet) {
        return "subnet-" + subnet.subnetId();
    }

    private static String tagged(Subnet subnet) {
        return "tag:" + tag(subnet) + ",";
    }

    private static String portTag(Lease lease) {
        return "port-" + lease.portId();
    }

    private static String bracketed(List<String> addresses) {
        return addresses.stream().map(ip -> "[" + ip + "]").collect(Collectors.joining(","));
    }

    private static String text(LinkedHashSet<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
