package io.caelum.network.node;

import io.caelum.network.port.DhcpOption;
import io.caelum.network.port.PortFacts;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.DhcpPlan.HostRoute;
import io.caelum.platform.contract.network.DhcpPlan.Lease;
import io.caelum.platform.contract.network.DhcpPlan.Option;
import io.caelum.platform.contract.network.DhcpPlan.Subnet;
import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds the plans of any number of networks with three queries. */
@ApplicationScoped
class DhcpPlans {

    static final String DNS_DOMAIN = "openstacklocal";

    private static final String NETWORKS = """
            select n.id, n.project_id, n.mtu, p.id, p.mac_address
            from network n join port p on p.network_id = n.id
                and p.device_owner = 'network:dhcp' and p.device_id = 'dhcp-' || n.id
            where n.id in :ids order by n.id
            """;

    private static final String SUBNETS = """
            select s.network_id, s.id, s.ip_version, s.cidr, s.enable_dhcp, s.gateway_ip,
                array_to_string(s.dns_nameservers, ','), s.host_routes, s.ipv6_address_mode
            from subnet s where s.network_id in :ids order by s.created_at, s.id
            """;

    private static final String ADDRESSES = """
            select p.network_id, p.id, a.subnet_id, p.mac_address, a.ip_address, p.device_id, p.device_owner,
                p.extra_dhcp_opts
            from port p join port_address a on a.port_id = p.id
            where p.network_id in :ids order by p.id, a.position
            """;

    Uni<List<DhcpPlan>> of(Tx tx, List<Hosting> hostings) {
        Map<UUID, Hosting> byId = hostings.stream().collect(Collectors.toMap(Hosting::resourceId, Function.identity()));
        List<UUID> ids = List.copyOf(byId.keySet());
        return rows(tx, NETWORKS, ids)
                .chain(networks -> rows(tx, SUBNETS, ids)
                        .chain(subnets -> rows(tx, ADDRESSES, ids)
                                .map(addresses -> networks.stream()
                                        .map(row -> plan(
                                                row,
                                                Objects.requireNonNull(byId.get((UUID) row[0]))
                                                        .revision(),
                                                of((UUID) row[0], subnets),
                                                of((UUID) row[0], addresses)))
                                        .toList())));
    }

    static DhcpPlan digested(DhcpPlan plan) {
        return new DhcpPlan(
                plan.networkId(),
                0,
                plan.projectId(),
                plan.portId(),
                plan.macAddress(),
                plan.mtu(),
                plan.dnsDomain(),
                plan.subnets(),
                plan.leases());
    }

    private static Uni<List<Object[]>> rows(Tx tx, String sql, List<UUID> ids) {
        return tx.session()
                .createNativeQuery(sql, Object[].class)
                .setParameter("ids", ids)
                .getResultList();
    }

    private static List<Object[]> of(UUID network, List<Object[]> rows) {
        return rows.stream().filter(row -> network.equals(row[0])).toList();
    }

    private static DhcpPlan plan(Object[] row, long revision, List<Object[]> subnets, List<Object[]> addresses) {
        UUID portId = (UUID) row[3];
        return new DhcpPlan(
                (UUID) row[0],
                revision,
                (String) row[1],
                portId,
                (String) row[4],
                ((Number) row[2]).intValue(),
                DNS_DOMAIN,
                subnets.stream()
                        .flatMap(subnet -> subnet(subnet, portId, addresses).stream())
                        .toList(),
                addresses.stream()
                        .filter(address -> !portId.equals(address[1]))
                        .map(DhcpPlans::lease)
                        .toList());
    }

    /** Empty for a subnet that is so new that the agent has no address in it. */
    private static Optional<Subnet> subnet(Object[] row, UUID portId, List<Object[]> addresses) {
        UUID id = (UUID) row[1];
        String gateway = (String) row[5];
        return addresses.stream()
                .filter(address -> portId.equals(address[1]) && id.equals(address[2]))
                .findFirst()
                .map(own -> new Subnet(
                        id,
                        ((Number) row[2]).intValue(),
                        (String) row[3],
                        (Boolean) row[4],
                        Optional.ofNullable(gateway),
                        gateway != null && addresses.stream().anyMatch(address -> isRouter(address, id, gateway)),
                        (String) own[4],
                        words((String) row[6]),
                        Arrays.asList(RowJson.read((String) row[7], HostRoute[].class)),
                        Optional.ofNullable((String) row[8])));
    }

    private static boolean isRouter(Object[] address, UUID subnet, String gateway) {
        return subnet.equals(address[2]) && gateway.equals(address[4]) && PortFacts.ROUTER_INTERFACE.equals(address[6]);
    }

    private static Lease lease(Object[] row) {
        String ip = (String) row[4];
        return new Lease(
                (UUID) row[1],
                (UUID) row[2],
                (String) row[3],
                ip,
                "host-" + ip.replace('.', '-').replace(':', '-'),
                (String) row[5],
                (String) row[6],
                Arrays.stream(RowJson.read((String) row[7], DhcpOption[].class))
                        .map(option -> new Option(option.optName(), option.optValue(), option.ipVersion()))
                        .toList());
    }

    private static List<String> words(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }
}
