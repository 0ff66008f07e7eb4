package io.caelum.network.node;

import io.caelum.network.port.PortFacts;
import io.caelum.platform.contract.network.RouterPlan;
import io.caelum.platform.contract.network.RouterPlan.Address;
import io.caelum.platform.contract.network.RouterPlan.FloatingAddress;
import io.caelum.platform.contract.network.RouterPlan.Forwarding;
import io.caelum.platform.contract.network.RouterPlan.Gateway;
import io.caelum.platform.contract.network.RouterPlan.Interface;
import io.caelum.platform.contract.network.RouterPlan.Route;
import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds the plans of any number of routers with four queries. */
@ApplicationScoped
class RouterPlans {

    private static final String ROUTERS =
            "select id, project_id, admin_state_up, enable_snat, routes from router where id in :ids order by id";

    private static final String LEGS = """
            select p.device_id, p.device_owner, p.id, p.network_id, p.mac_address, n.mtu,
                s.id, a.ip_address, s.cidr, s.gateway_ip, array_to_string(s.dns_nameservers, ','), s.ipv6_ra_mode
            from port p join network n on n.id = p.network_id
                left join port_address a on a.port_id = p.id left join subnet s on s.id = a.subnet_id
            where p.device_id in :devices and p.device_owner in ('network:router_interface', 'network:router_gateway')
            order by p.id, a.position
            """;

    private static final String FLOATING = """
            select router_id, id, floating_ip_address, fixed_ip_address from floatingip
            where router_id in :ids and fixed_ip_address is not null order by id
            """;

    private static final String FORWARDINGS = """
            select f.router_id, w.id, f.floating_ip_address, w.protocol, w.external_port_first, w.external_port_last,
                w.internal_ip_address, w.internal_port_first
            from port_forwarding w join floatingip f on f.id = w.floatingip_id
            where f.router_id in :ids order by w.id
            """;

    /** A port of a router with its addresses. */
    private record Leg(String owner, UUID portId, UUID networkId, String mac, int mtu, List<Address> addresses) {}

    Uni<List<RouterPlan>> of(Tx tx, List<Hosting> hostings) {
        Map<UUID, Hosting> byId = hostings.stream().collect(Collectors.toMap(Hosting::resourceId, Function.identity()));
        List<UUID> ids = List.copyOf(byId.keySet());
        return rows(tx, ROUTERS, "ids", ids)
                .chain(routers -> rows(
                                tx,
                                LEGS,
                                "devices",
                                ids.stream().map(UUID::toString).toList())
                        .chain(legs -> rows(tx, FLOATING, "ids", ids)
                                .chain(floating -> rows(tx, FORWARDINGS, "ids", ids)
                                        .map(forwardings -> build(byId, routers, legs(legs), floating, forwardings)))));
    }

    /** The plan without what differs between two of the same content. */
    static RouterPlan digested(RouterPlan plan) {
        return new RouterPlan(
                plan.routerId(),
                0,
                plan.projectId(),
                plan.adminStateUp(),
                plan.gateway(),
                plan.interfaces(),
                plan.routes(),
                plan.floatingAddresses(),
                plan.forwardings());
    }

    private static Uni<List<Object[]>> rows(Tx tx, String sql, String name, List<?> values) {
        return tx.session()
                .createNativeQuery(sql, Object[].class)
                .setParameter(name, values)
                .getResultList();
    }

    private static Map<String, List<Leg>> legs(List<Object[]> rows) {
        var legs = new LinkedHashMap<UUID, Leg>();
        var byRouter = new LinkedHashMap<String, List<Leg>>();
        for (Object[] row : rows) {
            Leg leg = legs.computeIfAbsent((UUID) row[2], id -> {
                var made =
                        new Leg((String) row[1], id, (UUID) row[3], (String) row[4], number(row[5]), new ArrayList<>());
                byRouter.computeIfAbsent((String) row[0], router -> new ArrayList<>())
                        .add(made);
                return made;
            });
            if (row[6] != null) {
                leg.addresses.add(address(row));
            }
        }
        return byRouter;
    }

    private static Address address(Object[] row) {
        return new Address(
                (UUID) row[6],
                (String) row[7],
                (String) row[8],
                Optional.ofNullable((String) row[9]),
                words((String) row[10]),
                Optional.ofNullable((String) row[11]));
    }

    private static List<RouterPlan> build(
            Map<UUID, Hosting> hostings,
            List<Object[]> routers,
            Map<String, List<Leg>> legs,
            List<Object[]> floating,
            List<Object[]> forwardings) {
        return routers.stream()
                .map(row -> plan(
                        row,
                        Objects.requireNonNull(hostings.get((UUID) row[0])).revision(),
                        legs.getOrDefault(row[0].toString(), List.of()),
                        of((UUID) row[0], floating),
                        of((UUID) row[0], forwardings)))
                .toList();
    }

    private static List<Object[]> of(UUID router, List<Object[]> rows) {
        return rows.stream().filter(row -> router.equals(row[0])).toList();
    }

    private static RouterPlan plan(
            Object[] row, long revision, List<Leg> legs, List<Object[]> floating, List<Object[]> forwardings) {
        boolean snat = (Boolean) row[3];
        return new RouterPlan(
                (UUID) row[0],
                revision,
                (String) row[1],
                (Boolean) row[2],
                legs.stream()
                        .filter(leg -> leg.owner.equals(PortFacts.ROUTER_GATEWAY))
                        .findFirst()
                        .map(leg -> new Gateway(leg.portId, leg.networkId, leg.mac, leg.mtu, snat, leg.addresses)),
                legs.stream()
                        .filter(leg -> leg.owner.equals(PortFacts.ROUTER_INTERFACE))
                        .map(leg -> new Interface(leg.portId, leg.networkId, leg.mac, leg.mtu, leg.addresses))
                        .toList(),
                routes((String) row[4]),
                floating.stream()
                        .map(one -> new FloatingAddress((UUID) one[1], (String) one[2], (String) one[3]))
                        .toList(),
                forwardings.stream().map(RouterPlans::forwarding).toList());
    }

    private static Forwarding forwarding(Object[] row) {
        return new Forwarding(
                (UUID) row[1],
                (String) row[2],
                (String) row[3],
                number(row[4]),
                number(row[5]),
                (String) row[6],
                number(row[7]));
    }

    private static List<Route> routes(String json) {
        return Arrays.asList(RowJson.read(json, Route[].class));
    }

    private static int number(Object value) {
        return ((Number) value).intValue();
    }

    private static List<String> words(@Nullable String joined) {
        return joined == null || joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }
}
