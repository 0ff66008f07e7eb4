package io.caelum.network.port;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Floating addresses and forwardings that lead to a port, when its addresses go. */
@ApplicationScoped
class AddressUses {

    /**
     * Frees the floating addresses, removes the forwardings, and has the routers' plans told again, all in one statement,
     * whose answer nobody waits for: nearly always there is nothing to do.
     */
    private static final String END = """
            with led as (select f.id, f.router_id from floatingip f where f.fixed_port_id = $1 %1$s),
            forwarded as (delete from port_forwarding p where p.internal_port_id = $1 %2$s returning p.floatingip_id),
            freed as (
                update floatingip f set fixed_port_id = null, fixed_ip_address = null, router_id = null,
                    status = 'DOWN', revision_number = revision_number + 1, updated_at = now()
                from led where f.id = led.id),
            emptied as (
                update floatingip f set router_id = null, status = 'DOWN', revision_number = revision_number + 1,
                    updated_at = now()
                where f.fixed_port_id is null and f.id in (select floatingip_id from forwarded)
                    and not exists (select 1 from port_forwarding p where p.floatingip_id = f.id
                        and not (p.internal_port_id = $1 %2$s)))
            update hosting set due_at = now() where resource_id in (
                select router_id from led union
                select f.router_id from floatingip f join forwarded w on w.floatingip_id = f.id)
            """;

    private static final String OF_PORT = END.formatted("", "");
    private static final String OF_ADDRESSES =
            END.formatted("and f.fixed_ip_address = any($2)", "and p.internal_ip_address = any($2)");

    void endOfPort(Tx tx, UUID portId) {
        tx.ahead(OF_PORT, portId);
    }

    Uni<Void> endOf(Tx tx, UUID portId, List<PortAddress> gone) {
        if (!gone.isEmpty()) {
            tx.ahead(
                    OF_ADDRESSES,
                    portId,
                    gone.stream().map(PortAddress::ipAddress).toArray(String[]::new));
        }
        return Uni.createFrom().voidItem();
    }
}
