package io.caelum.network.wiring;

import io.caelum.network.event.ServerEvents;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
            """;

    /** A port that was up before and has been told of again: it has been confirmed, and compute need not hear of it. */
    private static final String CONFIRMED = """
            update port set wire_due_at = null
            where id = :port and binding_host = :host and binding_generation = :generation and status = 'ACTIVE'
                and wire_due_at is not null
            """;

    /** After each report of a failure, not only the first: until then the agent is left alone. */
    private static final String PAUSE = """
            update port set wire_due_at = :retry
            where id = :port and binding_host = :host and binding_generation = :generation and status = 'ERROR'
            """;

    private static final String NOT_WIRED = """
            update port set status = 'ERROR', revision_number = revision_number + 1, updated_at = :now
            where id = :port and binding_host = :host and binding_generation = :generation and status <> 'ERROR'
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
        return error.isPresent()
                ? db.withTransaction(tx -> notWired(tx, host, portId, generation, error.get()))
                : db.inOneStatement(tx -> wired(tx, host, portId, generation));
    }

    public Uni<List<PortWiring>> wiringsOf(String host) {
        return db.read(tx -> wirings.ofHost(tx, host));
    }

    private Uni<Void> wired(Tx tx, String host, UUID portId, long generation) {
        LOG.debugf("port wired, port_id=%s host=%s generation=%d", portId, host, generation);
        return events.changing(
                tx,
                CONFIRMED,
                WIRED,
                Map.of("port", portId, "host", host, "generation", generation, "now", clock.instant()),
                ServerEvents.VIF_PLUGGED,
                ServerEvents.COMPLETED);
    }

    private Uni<Void> notWired(Tx tx, String host, UUID portId, long generation, String error) {
        LOG.warnf("port cannot be wired, port_id=%s host=%s error=%s", portId, host, error);
        Instant now = clock.instant();
        return events.changing(
                        tx,
                        NOT_WIRED,
                        Map.of("port", portId, "host", host, "generation", generation, "now", now),
                        ServerEvents.VIF_PLUGGED,
                        ServerEvents.FAILED)
                .chain(() -> pause(tx, host, portId, generation, now.plus(settings.wireRetryAfterError())));
    }

    private static Uni<Void> pause(Tx tx, String host, UUID portId, long generation, Instant retry) {
        return tx.session()
                .createNativeQuery(PAUSE)
                .setParameter("port", portId)
                .setParameter("host", host)
                .setParameter("generation", generation)
                .setParameter("retry", retry)
                .executeUpdate()
                .replaceWithVoid();
    }
}
