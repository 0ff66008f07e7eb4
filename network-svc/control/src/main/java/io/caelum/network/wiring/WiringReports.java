package io.caelum.network.wiring;

import io.caelum.network.event.ServerEvents;
import io.caelum.network.request.Ids;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes in what agents say about ports. A report that is late, repeated or about an older binding changes nothing. */
@ApplicationScoped
public class WiringReports {

    private static final Logger LOG = Logger.getLogger(WiringReports.class);

    /** Compare and set: only the first report of a state for the binding that counts now finds a row. */
    private static final String WIRED = """
            update port set status = 'ACTIVE', wire_due_at = null,
                revision_number = revision_number + 1, updated_at = :now
            where id = :port and binding_host = :host and binding_generation = :generation and status <> 'ACTIVE'
            returning device_id, device_owner
            """;

    private static final String NOT_WIRED = """
            update port set status = 'ERROR', wire_due_at = :retry,
                revision_number = revision_number + 1, updated_at = :now
            where id = :port and binding_host = :host and binding_generation = :generation and status <> 'ERROR'
            returning device_id, device_owner
            """;

    @Inject
    Db db;

    @Inject
    Wirings wirings;

    @Inject
    ServerEvents events;

    @Inject
    WiringSettings settings;

    @Inject
    Clock clock;

    public Uni<Void> portWired(String host, UUID portId, long generation, Optional<String> error) {
        return db.withTransaction(tx -> error.isPresent()
                ? notWired(tx, host, portId, generation, error.get())
                : wired(tx, host, portId, generation));
    }

    public Uni<List<PortWiring>> wiringsOf(String host) {
        return db.read(tx -> wirings.ofHost(tx, host));
    }

    private Uni<Void> wired(Tx tx, String host, UUID portId, long generation) {
        return tx.session()
                .createNativeQuery(WIRED, Object[].class)
                .setParameter("port", portId)
                .setParameter("host", host)
                .setParameter("generation", generation)
                .setParameter("now", clock.instant())
                .getResultList()
                .chain(rows -> tell(tx, rows, portId, ServerEvents.COMPLETED))
                .invoke(() -> LOG.debugf("port wired, port_id=%s host=%s generation=%d", portId, host, generation));
    }

    private Uni<Void> notWired(Tx tx, String host, UUID portId, long generation, String error) {
        LOG.warnf("port cannot be wired, port_id=%s host=%s error=%s", portId, host, error);
        Instant now = clock.instant();
        return tx.session()
                .createNativeQuery(NOT_WIRED, Object[].class)
                .setParameter("port", portId)
                .setParameter("host", host)
                .setParameter("generation", generation)
                .setParameter("now", now)
                .setParameter("retry", now.plus(settings.wireRetryAfterError()))
                .getResultList()
                .chain(rows -> tell(tx, rows, portId, ServerEvents.FAILED));
    }

    /** Compute wants to know about ports of its servers only. */
    private Uni<Void> tell(Tx tx, List<Object[]> changed, UUID portId, String status) {
        Optional<UUID> server = changed.stream()
                .filter(row -> ((String) row[1]).startsWith("compute:"))
                .flatMap(row -> Ids.parse((String) row[0]).stream())
                .findFirst();
        return server.map(id -> events.record(tx, id, portId, ServerEvents.VIF_PLUGGED, status))
                .orElse(Uni.createFrom().voidItem());
    }
}
