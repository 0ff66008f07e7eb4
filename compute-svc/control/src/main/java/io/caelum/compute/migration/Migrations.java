package io.caelum.compute.migration;

import io.caelum.compute.flavor.FlavorSpec;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.VmState;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Migrations, of which a server has at most one that is open. */
@ApplicationScoped
public class Migrations {

    /** Of a further guest of the server {@code s}: higher than that of any guest that it ever had. */
    public static final String NEXT_GENERATION = """
            1 + greatest(s.generation,
                coalesce((select max(o.dest_generation) from migrations o where o.server_id = s.id), 0))""";

    private final Clock clock;

    Migrations(Clock clock) {
        this.clock = clock;
    }

    /** Somebody wants the server elsewhere, as it is or with another size. */
    public Uni<UUID> begin(
            Tx tx, RequestContext who, Server server, MigrationType type, VmState former, FlavorSpec wanted) {
        FlavorSpec now = server.flavor();
        var row = new Migration();
        row.id = UUID.randomUUID();
        row.serverId = server.id();
        row.projectId = server.projectId();
        row.userId = who.userId();
        row.type = type;
        row.status = MigrationStatus.ACCEPTED;
        row.sourceHost = server.requireHost();
        row.sourceZone = server.zone().orElse(null);
        row.sourceGeneration = server.generation();
        row.formerState = former;
        row.oldFlavor = now;
        row.newFlavor = wanted;
        row.vcpus = Math.max(now.vcpus(), wanted.vcpus());
        row.memoryMb = Math.max(now.memoryMb(), wanted.memoryMb());
        row.createdAt = clock.instant();
        row.updatedAt = row.createdAt;
        return tx.session().insert(row).replaceWith(row.id);
    }

    /** A host was found for it; null if it is over. */
    public Uni<Migration> placed(Tx tx, UUID id, String host, MigrationStatus status) {
        return change(
                tx,
                id,
                "dest_host = :host, status = :status," + " dest_generation = (select " + NEXT_GENERATION
                        + " from servers s where s.id = server_id)",
                Map.of("host", host, "status", status.name()));
    }

    /** It has come so far; null if it is over. */
    public Uni<Migration> reached(Tx tx, UUID id, MigrationStatus status) {
        return change(tx, id, "status = :status", Map.of("status", status.name()));
    }

    /** Only one host has anything of the server from now on; null if it was over before. */
    public Uni<Migration> ended(Tx tx, UUID id, MigrationStatus status) {
        return change(tx, id, "status = :status, ended_at = :now", Map.of("status", status.name()));
    }

    private Uni<Migration> change(Tx tx, UUID id, String changes, Map<String, Object> values) {
        var update = tx.session()
                .createNativeQuery(
                        "update migrations set updated_at = :now, " + changes
                                + " where id = :id and ended_at is null returning *",
                        Migration.class)
                .setParameter("id", id)
                .setParameter("now", clock.instant());
        values.forEach(update::setParameter);
        return update.getSingleResultOrNull();
    }

    /** Ends the server's open one, whatever it has come to; null if there is none. */
    public Uni<Migration> endedOf(Tx tx, UUID server, MigrationStatus status) {
        return tx.session()
                .createNativeQuery("""
                        update migrations set status = :status, updated_at = :now, ended_at = :now
                        where server_id = :server and ended_at is null returning *""", Migration.class)
                .setParameter("server", server)
                .setParameter("status", status.name())
                .setParameter("now", clock.instant())
                .getSingleResultOrNull();
    }

    /** The server's open one; null if there is none. */
    public Uni<Migration> open(Tx tx, UUID server) {
        return tx.session()
                .createNativeQuery(
                        "select * from migrations where server_id = :server and ended_at is null", Migration.class)
                .setParameter("server", server)
                .getSingleResultOrNull();
    }

    /** Those of servers that run and go to another host at this moment, the newest first. */
    Uni<List<Migration>> runningLive(Tx tx, UUID server) {
        return tx.session()
                .createNativeQuery("""
                        select * from migrations where server_id = :server and ended_at is null
                            and type = 'LIVE_MIGRATION' order by number desc""", Migration.class)
                .setParameter("server", server)
                .getResultList();
    }

    Uni<List<Migration>> list(Tx tx, MigrationQuery wanted) {
        var query = tx.session().createNativeQuery(wanted.sql(), Migration.class);
        wanted.values().forEach(query::setParameter);
        return query.getResultList();
    }
}
