package io.caelum.network.floatingip;

import io.caelum.network.address.Ip;
import io.caelum.network.fault.NetworkFaults;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Floating addresses as server actions name them: by the address and the server, not by ids and ports. */
@ApplicationScoped
public class ServerFloatingIps {

    private static final String TARGETS = """
            select p.id, a.ip_address from port p join port_address a on a.port_id = p.id
            where p.device_id = :server and p.device_owner like 'compute:%' and a.ip_address not like '%:%'
            order by p.created_at, p.id, a.position
            """;

    private final Db db;
    private final FloatingIps floatingIps;
    private final FloatingIpService service;

    ServerFloatingIps(Db db, FloatingIps floatingIps, FloatingIpService service) {
        this.db = db;
        this.floatingIps = floatingIps;
        this.service = service;
    }

    private record End(UUID port, String address) {}

    public Uni<Void> add(UUID serverId, String address, Optional<String> fixedIp) {
        RequestContext caller = CurrentContext.get();
        return find(caller, address)
                .chain(floating -> ends(serverId)
                        .map(ends -> pick(ends, serverId, fixedIp))
                        .chain(end -> redirect(caller, floating.id, Optional.of(end))))
                .onFailure(failure -> failure instanceof Fault fault && isOddRequest(fault))
                .transform(failure -> NetworkFaults.badRequest(((Fault) failure).type(), failure.getMessage()));
    }

    /** The address itself is there, but cannot lead to where it shall. */
    private static boolean isOddRequest(Fault fault) {
        return fault.kind() == Fault.Kind.CONFLICT
                || (fault.kind() == Fault.Kind.NOT_FOUND && !fault.type().equals("FloatingIPNotFound"));
    }

    private static End pick(List<End> ends, UUID serverId, Optional<String> fixedIp) {
        return ends.stream()
                .filter(end -> fixedIp.isEmpty() || end.address().equals(fixedIp.get()))
                .findFirst()
                .orElseThrow(() -> NetworkFaults.badRequest(
                        "BadRequest",
                        fixedIp.map(ip -> "Specified fixed address %s not assigned to instance %s."
                                        .formatted(ip, serverId))
                                .orElse("No fixed IPs associated to instance %s.".formatted(serverId))));
    }

    public Uni<Void> remove(UUID serverId, String address) {
        RequestContext caller = CurrentContext.get();
        return find(caller, address)
                .chain(floating -> ends(serverId).chain(ends -> {
                    if (ends.stream().noneMatch(end -> end.port().equals(floating.fixedPortId))) {
                        throw NetworkFaults.conflict(
                                "FloatingIpNotAssociated",
                                "Floating IP %s is not associated with instance %s.".formatted(address, serverId));
                    }
                    return redirect(caller, floating.id, Optional.empty());
                }));
    }

    private Uni<Void> redirect(RequestContext caller, UUID id, Optional<End> end) {
        var wanted = new UpdateFloatingIp(
                null,
                end.map(End::port),
                end.map(End::address).map(Ip::parse),
                Map.of("port_id", end.map(found -> found.port().toString()).orElse("")));
        return service.update(caller, id, wanted, null).replaceWithVoid();
    }

    private Uni<FloatingIp> find(RequestContext caller, String address) {
        return read(tx -> floatingIps.withAddress(tx, caller, address)).map(found -> switch (found.size()) {
            case 0 ->
                throw NetworkFaults.notFound(
                        "FloatingIPNotFound", "Floating IP not found for address %s.".formatted(address));
            case 1 -> found.getFirst();
            default ->
                throw NetworkFaults.conflict(
                        "FloatingIpMultipleFoundForAddress",
                        "Multiple floating IPs are found for address %s.".formatted(address));
        });
    }

    private Uni<List<End>> ends(UUID serverId) {
        return read(tx -> tx.session()
                .createNativeQuery(TARGETS, Object[].class)
                .setParameter("server", serverId.toString())
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new End((UUID) row[0], (String) row[1]))
                        .toList()));
    }

    private <T> Uni<T> read(Function<Tx, Uni<T>> query) {
        return db.read(query);
    }
}
