package io.caelum.compute.report;

import io.caelum.compute.host.Hosts;
import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.boot.BootSignals;
import io.caelum.compute.server.delete.DeleteSignals;
import io.caelum.platform.contract.compute.HostReport;
import io.caelum.platform.contract.compute.HostReport.Guest;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Takes the reports of hosts: what they have, and whether what runs on them should. */
@ApplicationScoped
class HostReports {

    private static final Logger LOG = Logger.getLogger(HostReports.class);
    private static final int RUNNING = 1;
    /** How long a host may take from what it is told to what it reports. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Db db;
    private final Hosts hosts;
    private final Servers servers;
    private final BootSignals boots;
    private final DeleteSignals deletes;
    private final WorkerClient workers;
    private final Clock clock;

    HostReports(
            Db db,
            Hosts hosts,
            Servers servers,
            BootSignals boots,
            DeleteSignals deletes,
            WorkerClient workers,
            Clock clock) {
        this.db = db;
        this.hosts = hosts;
        this.servers = servers;
        this.boots = boots;
        this.deletes = deletes;
        this.workers = workers;
        this.clock = clock;
    }

    Uni<Void> take(HostReport report) {
        return db.withTransaction(tx -> hosts.record(tx, report)
                        .chain(() -> tellOfMissing(tx, report))
                        .chain(() -> compare(tx, report)))
                .chain(orphans -> remove(report.host(), orphans));
    }

    /** What the host was told may have been lost on the way; that it lacks the guest tells. */
    private Uni<Void> tellOfMissing(Tx tx, HostReport report) {
        Set<UUID> there = report.guests().stream().map(Guest::serverId).collect(Collectors.toSet());
        return servers.awaitedOn(tx, report.host(), clock.instant().minus(PATIENCE))
                .chain(awaited -> {
                    Uni<Void> told = Uni.createFrom().voidItem();
                    for (Servers.Awaited server : awaited) {
                        if (!there.contains(server.id())) {
                            told = told.chain(() -> tellOfMissing(tx, report.host(), server));
                        }
                    }
                    return told;
                });
    }

    private Uni<Void> tellOfMissing(Tx tx, String host, Servers.Awaited server) {
        return server.deleting()
                ? deletes.terminated(tx, server.id(), host, server.generation()).replaceWithVoid()
                : boots.missing(tx, server.id(), host, server.generation()).replaceWithVoid();
    }

    /** The guests that should not be there: of servers that are or are being deleted, live elsewhere, or were built anew. */
    private Uni<List<Guest>> compare(Tx tx, HostReport report) {
        if (report.guests().isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<UUID> ids = report.guests().stream().map(Guest::serverId).toList();
        return servers.residence(tx, ids).chain(known -> {
            List<Guest> orphans = report.guests().stream()
                    .filter(guest -> !belongs(guest, report.host(), known))
                    .toList();
            return wakeBoots(tx, report, known).replaceWith(orphans);
        });
    }

    private static boolean belongs(Guest guest, String host, Map<UUID, Servers.Residence> known) {
        Servers.Residence residence = known.get(guest.serverId());
        return residence != null
                && !residence.deleting()
                && host.equals(residence.host())
                && guest.generation() >= residence.generation();
    }

    /** The word that a guest runs may have been lost on the way; the report says it again. */
    private Uni<Void> wakeBoots(Tx tx, HostReport report, Map<UUID, Servers.Residence> known) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (Guest guest : report.guests()) {
            if (guest.powerState() == RUNNING
                    && belongs(guest, report.host(), known)
                    && known.get(guest.serverId()).building()) {
                told = told.chain(() -> boots.spawned(tx, guest.serverId(), report.host(), guest.generation()))
                        .replaceWithVoid();
            }
        }
        return told;
    }

    private Uni<Void> remove(String host, List<Guest> orphans) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Guest orphan : orphans) {
            LOG.infof("guest that should not be there is removed: server_id=%s host=%s", orphan.serverId(), host);
            done = done.chain(() -> workers.terminateIfReachable(host, orphan.serverId(), orphan.generation()));
        }
        return done;
    }
}
