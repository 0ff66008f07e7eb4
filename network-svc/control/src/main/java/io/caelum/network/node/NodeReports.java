package io.caelum.network.node;

import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.RouterPlan;
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

/** What network nodes ask and report. A report that is late, repeated or of a former host changes nothing. */
@ApplicationScoped
public class NodeReports {

    private static final Logger LOG = Logger.getLogger(NodeReports.class);

    private static final String READY = """
            update hosting set ready_revision = greatest(ready_revision, :revision), due_at = :next
            where resource_id = :id and host = :host and told_revision <= :revision
            """;

    private static final String NOT_READY = """
            update hosting set due_at = :next
            where resource_id = :id and host = :host and told_revision <= :revision
            """;

    private static final String STATUS = """
            update router set status = :status, revision_number = revision_number + 1, updated_at = :now
            where id = :id and status <> :status
                and exists (select 1 from hosting h where h.resource_id = :id and h.host = :host)
            """;

    @Inject
    Db db;

    @Inject
    Plans plans;

    @Inject
    NodeSettings settings;

    @Inject
    Clock clock;

    public Uni<List<RouterPlan>> routersOf(String host) {
        return plans.routersOf(host);
    }

    public Uni<List<DhcpPlan>> networksOf(String host) {
        return plans.networksOf(host);
    }

    public Uni<Void> routerReady(String host, UUID id, long revision, Optional<String> error) {
        return db.withTransaction(tx -> ready(tx, host, id, revision, error)
                .chain(() -> tx.session()
                        .createNativeQuery(STATUS)
                        .setParameter("status", error.isPresent() ? "ERROR" : "ACTIVE")
                        .setParameter("now", clock.instant())
                        .setParameter("id", id)
                        .setParameter("host", host)
                        .executeUpdate())
                .replaceWithVoid());
    }

    public Uni<Void> dhcpReady(String host, UUID id, long revision, Optional<String> error) {
        return db.withTransaction(tx -> ready(tx, host, id, revision, error));
    }

    private Uni<Void> ready(Tx tx, String host, UUID id, long revision, Optional<String> error) {
        error.ifPresent(
                text -> LOG.warnf("a node cannot keep a plan, resource_id=%s host=%s error=%s", id, host, text));
        Instant next = clock.instant().plus(error.isPresent() ? settings.retryAfterError() : settings.compareEvery());
        return tx.session()
                .createNativeQuery(error.isPresent() ? NOT_READY : READY)
                .setParameter("revision", revision)
                .setParameter("next", next)
                .setParameter("id", id)
                .setParameter("host", host)
                .executeUpdate()
                .replaceWithVoid();
    }
}
