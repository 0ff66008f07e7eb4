package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Row;
import io.caelum.doctor.sight.Sight;
import io.caelum.platform.contract.network.WiringInventoryRpc.Wired;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is wired on a host is a port that is bound there, or about to be, and the other way round. */
final class Wirings implements Check {

    private static final String BOUND = """
            select id, binding_host, status = 'ACTIVE' and updated_at < now() - interval '30 seconds' as settled
            from port where binding_host <> '' and vif_type <> 'binding_failed'
            union all
            select port_id, host, false from port_move""";

    @Override
    public Invariant invariant() {
        return Invariant.I3;
    }

    @Override
    public List<Breach> run(Sight sight) {
        Map<String, List<Row>> bound =
                sight.network().rows(BOUND).stream().collect(Collectors.groupingBy(row -> row.text("binding_host")));
        var breaches = new ArrayList<Breach>();
        sight.hosts()
                .wired()
                .forEach((host, wired) -> compare(host, wired, bound.getOrDefault(host, List.of()), breaches));
        return breaches;
    }

    private static void compare(String host, List<Wired> wired, List<Row> bound, List<Breach> breaches) {
        Set<UUID> boundIds = bound.stream().map(row -> row.id("id")).collect(Collectors.toSet());
        Set<UUID> wiredIds = wired.stream().map(Wired::portId).collect(Collectors.toSet());
        wired.stream()
                .filter(one -> !boundIds.contains(one.portId()))
                .forEach(one -> breaches.add(leftover(host, one)));
        bound.stream()
                .filter(port -> port.is("settled") && !wiredIds.contains(port.id("id")))
                .forEach(port -> breaches.add(missing(host, port.id("id"))));
    }

    private static Breach leftover(String host, Wired wired) {
        return new Breach(
                "wiring-without-port",
                wired.portId() + " on " + host,
                "Port %s is wired on host %s, but is not bound there.".formatted(wired.portId(), host),
                new Repair.Order(
                        "tell the agent on %s to unwire port %s".formatted(host, wired.portId()),
                        orders -> orders.unwire(host, wired.portId(), wired.bindingGeneration())));
    }

    private static Breach missing(String host, UUID port) {
        return Breach.of(
                "port-without-wiring",
                port,
                "Port %s is active on host %s, but is not wired there.".formatted(port, host),
                new Repair.ByItself("the network agent on " + host));
    }
}
