package io.caelum.network.event;

import io.caelum.network.neighbour.ComputeClient;
import io.caelum.network.sweep.Sweep;
import io.caelum.platform.contract.compute.ExternalEvent;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * What compute has to hear about the ports of its servers. An event is a row until compute has answered, so a lost message
 * or a compute that is away delays a boot but never leaves it hanging. It is sent at once after the commit.
 */
@ApplicationScoped
public class ServerEvents implements Sweep {

    public static final String VIF_PLUGGED = "network-vif-plugged";
    public static final String VIF_DELETED = "network-vif-deleted";
    public static final String NETWORK_CHANGED = "network-changed";
    public static final String COMPLETED = "completed";
    public static final String FAILED = "failed";

    private static final Logger LOG = Logger.getLogger(ServerEvents.class);
    private static final Duration FIRST_REPEAT = Duration.ofSeconds(2);
    private static final Duration REPEAT = Duration.ofSeconds(5);

    /** Compute wants to know about ports of its servers only. */
    private static final String INSERT = """
            with %schanged as (%s returning id, device_id, device_owner)
            insert into server_event (server_id, port_id, name, status, due_at, attempts)
            select cast(device_id as uuid), id, :name, :told, :due, 1 from changed
            where device_owner like 'compute:%%' and device_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            returning id, server_id, port_id, name, status
            """;

    /** An event about a port that stays as it is. */
    private static final String ABOUT = """
            insert into server_event (server_id, port_id, name, status, due_at, attempts)
            select cast(device_id as uuid), id, :name, :told, :due, 1 from port
            where id = :port and device_owner like 'compute:%'
                and device_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            returning id, server_id, port_id, name, status
            """;

    /** An event about a port that is gone. */
    private static final String GONE = """
            insert into server_event (server_id, port_id, name, status, due_at, attempts)
            values (:server, :port, :name, :told, :due, 1)
            returning id, server_id, port_id, name, status
            """;

    private static final String LEASE = """
            update server_event set due_at = :next, attempts = attempts + 1
            where id in (select id from server_event where due_at < :now order by due_at limit 50
                for update skip locked)
            returning id, server_id, port_id, name, status
            """;

    @Inject
    Db db;

    @Inject
    ComputeClient compute;

    @Inject
    Clock clock;

    /**
     * Changes ports and records an event for each that belongs to a server, in one statement.
     *
     * @param update of {@code port}, without a {@code returning}
     * @param values of the update's parameters
     */
    public Uni<Void> changing(Tx tx, String update, Map<String, Object> values, String name, String status) {
        return changing(tx, "", update, values, name, status);
    }

    /**
     * As above, with another statement on other rows in the same round trip.
     *
     * @param beside has the parameters of the update or fewer; empty for none
     */
    public Uni<Void> changing(
            Tx tx, String beside, String update, Map<String, Object> values, String name, String status) {
        var change = tx.session()
                .createNativeQuery(
                        INSERT.formatted(beside.isEmpty() ? "" : "beside as (" + beside + "), ", update),
                        Object[].class)
                .setParameter("name", name)
                .setParameter("told", status)
                .setParameter("due", clock.instant().plus(FIRST_REPEAT));
        values.forEach(change::setParameter);
        return sending(tx, change);
    }

    /** What a server knows of its addresses is out of date; nothing for ports of no server. */
    public Uni<Void> networkChanged(Tx tx, UUID portId) {
        return sending(
                tx,
                tx.session()
                        .createNativeQuery(ABOUT, Object[].class)
                        .setParameter("port", portId)
                        .setParameter("name", NETWORK_CHANGED)
                        .setParameter("told", COMPLETED)
                        .setParameter("due", clock.instant().plus(FIRST_REPEAT)));
    }

    /** Somebody has deleted a port under its server. */
    public Uni<Void> portDeleted(Tx tx, UUID serverId, UUID portId) {
        return sending(
                tx,
                tx.session()
                        .createNativeQuery(GONE, Object[].class)
                        .setParameter("server", serverId)
                        .setParameter("port", portId)
                        .setParameter("name", VIF_DELETED)
                        .setParameter("told", COMPLETED)
                        .setParameter("due", clock.instant().plus(FIRST_REPEAT)));
    }

    private Uni<Void> sending(Tx tx, Mutiny.SelectionQuery<Object[]> insert) {
        return insert.getResultList()
                .invoke(rows -> rows.stream()
                        .map(Pending::of)
                        .forEach(event ->
                                tx.afterCommit(() -> send(event).subscribe().with(done -> {}, ServerEvents::failed))))
                .replaceWithVoid();
    }

    /** What has been said about the port is out of date. */
    public Uni<Void> forget(Tx tx, UUID portId) {
        return tx.session()
                .createNativeQuery("delete from server_event where port_id = :port")
                .setParameter("port", portId)
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> sweep() {
        Instant now = clock.instant();
        return db.withTransaction(tx -> lease(tx, now))
                .onItem()
                .transformToMulti(events -> Multi.createFrom().iterable(events))
                .onItem()
                .transformToUniAndConcatenate(event -> send(event).onFailure().recoverWithItem(failure -> {
                    failed(failure);
                    return null;
                }))
                .collect()
                .last();
    }

    private static Uni<List<Pending>> lease(Tx tx, Instant now) {
        return tx.session()
                .createNativeQuery(LEASE, Object[].class)
                .setParameter("now", now)
                .setParameter("next", now.plus(REPEAT))
                .getResultList()
                .map(rows -> rows.stream().map(Pending::of).toList());
    }

    private Uni<Void> send(Pending event) {
        return compute.tell(event.toContract())
                .onFailure(Fault.class)
                .recoverWithUni(fault -> answered(event, (Fault) fault))
                .chain(() -> db.inOneStatement(tx -> tx.session()
                        .createNativeQuery("delete from server_event where id = :id")
                        .setParameter("id", event.id)
                        .executeUpdate()))
                .replaceWithVoid();
    }

    /** A refusal is an answer too (the server is gone); that compute cannot work now is none. */
    private static Uni<Void> answered(Pending event, Fault fault) {
        if (fault.status() >= 500) {
            return Uni.createFrom().failure(fault);
        }
        LOG.infof(
                "compute does not want the event, event=%s server_id=%s port_id=%s error=%s",
                event.name, event.serverId, event.portId, fault.getMessage());
        return Uni.createFrom().voidItem();
    }

    private static void failed(Throwable failure) {
        LOG.infof("compute has not confirmed an event; it will be repeated, error=%s", failure.getMessage());
    }

    private record Pending(long id, UUID serverId, UUID portId, String name, String status) {

        static Pending of(Object[] row) {
            return new Pending(
                    ((Number) row[0]).longValue(), (UUID) row[1], (UUID) row[2], (String) row[3], (String) row[4]);
        }

        ExternalEvent toContract() {
            return new ExternalEvent(name, serverId, Optional.of(portId.toString()), Optional.of(status));
        }
    }
}
