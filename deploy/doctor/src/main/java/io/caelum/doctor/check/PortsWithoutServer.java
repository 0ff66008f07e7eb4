package io.caelum.doctor.check;

import io.caelum.doctor.repair.Repair;
import io.caelum.doctor.sight.Row;
import io.caelum.doctor.sight.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every port that compute has taken belongs to a living server, and is where that is; every server has its ports. */
final class PortsWithoutServer implements Check {

    /** What a user has written into a port is the user's affair: only those that were made for a server, or bound. */
    private static final String TAKEN = """
            select id, cast(device_id as uuid) as server, binding_host from port
            where device_owner like 'compute:%' and device_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
              and (made_for_server or binding_host <> '') and updated_at < now() - interval '30 seconds'""";

    private static final String LIVING = """
            select id, host, vm_state = 'ACTIVE' and task_state is null
                and updated_at < now() - interval '30 seconds' as settled
            from servers where deleted_at is null and id = any(?)""";

    private static final String WANTED = """
            select s.id, cast(port ->> 'portId' as uuid) as port
            from servers s, json_array_elements(cast(s.ports as json)) port
            where deleted_at is null and vm_state = 'ACTIVE' and task_state is null
              and updated_at < now() - interval '30 seconds'""";

    private static final String EXISTING = "select id from port where id = any(?)";

    @Override
    public Invariant invariant() {
        return Invariant.I3;
    }

    @Override
    public List<Breach> run(Sight sight) {
        var breaches = new ArrayList<Breach>();
        List<Row> taken = sight.network().rows(TAKEN);
        Map<UUID, Row> servers = byId(sight.compute()
                .rows(LIVING, taken.stream().map(port -> port.id("server")).toList()));
        for (Row port : taken) {
            Row server = servers.get(port.id("server"));
            if (server == null) {
                breaches.add(orphan(port));
            } else if (server.is("settled") && !port.text("binding_host").equals(server.text("host"))) {
                breaches.add(elsewhere(port, server));
            }
        }
        breaches.addAll(missing(sight));
        return breaches;
    }

    private static List<Breach> missing(Sight sight) {
        List<Row> wanted = sight.compute().rows(WANTED);
        Map<UUID, Row> existing = byId(sight.network()
                .rows(EXISTING, wanted.stream().map(row -> row.id("port")).toList()));
        return wanted.stream()
                .filter(row -> !existing.containsKey(row.id("port")))
                .map(PortsWithoutServer::missing)
                .toList();
    }

    private static Map<UUID, Row> byId(List<Row> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row.id("id"), Function.identity()));
    }

    private static Breach orphan(Row port) {
        UUID server = port.id("server");
        return Breach.of(
                "port-without-server",
                port.id("id"),
                "Port %s on host %s belongs to server %s, which is not there."
                        .formatted(port.id("id"), port.text("binding_host"), server),
                new Repair.Order(
                        "ask network-control to release the ports of server " + server,
                        orders -> orders.releasePorts(server)));
    }

    private static Breach elsewhere(Row port, Row server) {
        return Breach.of(
                "port-elsewhere",
                port.id("id"),
                "Port %s is bound to host %s, but its server %s is on %s."
                        .formatted(port.id("id"), port.text("binding_host"), server.id("id"), server.text("host")),
                new Repair.ByHand("openstack port set --host %s %s".formatted(server.text("host"), port.id("id"))));
    }

    private static Breach missing(Row wanted) {
        UUID server = wanted.id("id");
        UUID port = wanted.id("port");
        return new Breach(
                "server-without-port",
                server + " " + port,
                "Server %s has port %s, which is not there.".formatted(server, port),
                new Repair.Order(
                        "tell compute-control that port %s of server %s is gone".formatted(port, server),
                        orders -> orders.portIsGone(server, port)));
    }
}
