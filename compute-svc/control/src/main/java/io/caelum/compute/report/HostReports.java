package io.caelum.compute.report;

import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.server.boot.BootSignals;
import io.caelum.compute.server.delete.DeleteSignals;
import io.caelum.compute.server.order.OrderSignals;
import io.caelum.platform.contract.compute.HostReport;
import io.caelum.platform.contract.compute.HostReport.Guest;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Takes the reports of hosts: what they have, and whether what runs on them should. There are many of them and mostly they
 * say nothing new, so a report is one statement; only where it differs from what is known is more done.
 */
@ApplicationScoped
class HostReports {

    private static final Logger LOG = Logger.getLogger(HostReports.class);
    private static final int RUNNING = 1;

    private final Db db;
    private final ReportedServers servers;
    private final BootSignals boots;
    private final DeleteSignals deletes;
    private final OrderSignals orders;
    private final WorkerClient workers;
    private final MissingGuests missing;
    private final PowerSync powers;

    HostReports(
            Db db,
            ReportedServers servers,
            BootSignals boots,
            DeleteSignals deletes,
            OrderSignals orders,
            WorkerClient workers,
            MissingGuests missing,
            PowerSync powers) {
        this.db = db;
        this.servers = servers;
        this.boots = boots;
        this.deletes = deletes;
        this.orders = orders;
        this.workers = workers;
        this.missing = missing;
        this.powers = powers;
    }

    Uni<Void> take(HostReport report) {
        return db.read(tx -> servers.hear(tx, report)).chain(known -> compare(report, known));
    }

    /** Those who wait for it are told by {@link HostWatch}. */
    Uni<Void> sayGoodbye(HostReport report) {
        return db.read(tx -> servers.sayGoodbye(tx, report))
                .invoke(() -> LOG.infof(
                        "host leaves: host=%s guests=%d",
                        report.host(), report.guests().size()));
    }

    /** Which of its guests are the host's own; the others are for it to remove. */
    Uni<List<UUID>> welcome(HostReport report) {
        return db.withTransaction(tx -> servers.welcome(tx, report))
                .map(known -> report.guests().stream()
                        .filter(guest -> belongs(guest, report.host(), known.get(guest.serverId())))
                        .map(Guest::serverId)
                        .toList())
                .invoke(own -> LOG.infof(
                        "host is back: host=%s guests=%d own=%d",
                        report.host(), report.guests().size(), own.size()));
    }

    /** A report that is out of date found nothing, and nothing can be said about it. */
    private Uni<Void> compare(HostReport report, List<ReportedServers.Known> found) {
        if (found.isEmpty()) {
            LOG.infof(
                    "report is out of date: host=%s reported_at=%s",
                    report.host(), report.reportedAt().orElse(null));
            return Uni.createFrom().voidItem();
        }
        Map<UUID, ReportedServers.Known> known = found.stream()
                .filter(server -> server.id() != null)
                .collect(Collectors.toMap(ReportedServers.Known::id, Function.identity()));
        return tell(wordsToRepeat(report, known))
                .chain(() -> missing.mark(report.host(), missingOn(report, known)))
                .chain(() -> missing.unmark(report.host(), foundAgainOn(report, known)))
                .chain(() -> remove(
                        report.host(),
                        report.guests().stream()
                                .filter(guest -> !belongs(guest, report.host(), known.get(guest.serverId())))
                                .toList()))
                .chain(() -> powers.compare(
                        report.host(),
                        report.guests().stream()
                                .filter(guest -> belongs(guest, report.host(), known.get(guest.serverId())))
                                .filter(guest -> powers.isOdd(guest, report.host(), known.get(guest.serverId())))
                                .toList()));
    }

    private static boolean belongs(Guest guest, String host, ReportedServers.Known server) {
        return server != null && server.has(guest, host);
    }

    /** What the host said or was told may have been lost on the way; that it has the guest, or lacks it, says it again. */
    private List<Function<Tx, Uni<Boolean>>> wordsToRepeat(HostReport report, Map<UUID, ReportedServers.Known> known) {
        var words = new ArrayList<Function<Tx, Uni<Boolean>>>();
        String host = report.host();
        Set<UUID> there = report.guests().stream().map(Guest::serverId).collect(Collectors.toSet());
        for (ReportedServers.Known server : known.values()) {
            if (server.isAwaitedOn(host) && !there.contains(server.id())) {
                words.add(
                        server.isDeleting()
                                ? tx -> deletes.terminated(tx, server.id(), host, server.generation())
                                : tx -> boots.missing(tx, server.id(), host, server.generation()));
            }
            if (server.hasOpenOrderOn(host)) {
                words.add(tx -> orders.remind(tx, server.id()));
            }
        }
        for (Guest guest : report.guests()) {
            ReportedServers.Known server = known.get(guest.serverId());
            if (guest.powerState() == RUNNING && belongs(guest, host, server) && server.isBuilding()) {
                words.add(tx -> boots.spawned(tx, guest.serverId(), host, guest.generation()));
            }
        }
        return words;
    }

    private static List<UUID> missingOn(HostReport report, Map<UUID, ReportedServers.Known> known) {
        Set<UUID> there = report.guests().stream().map(Guest::serverId).collect(Collectors.toSet());
        return known.values().stream()
                .filter(server -> server.isExpectedOn(report.host()) && !there.contains(server.id()))
                .map(ReportedServers.Known::id)
                .toList();
    }

    private static List<UUID> foundAgainOn(HostReport report, Map<UUID, ReportedServers.Known> known) {
        return report.guests().stream()
                .filter(guest -> guest.powerState() == RUNNING)
                .filter(guest -> belongs(guest, report.host(), known.get(guest.serverId())))
                .map(Guest::serverId)
                .filter(server -> known.get(server).isOverlookedOn(report.host()))
                .toList();
    }

    private Uni<Void> tell(List<Function<Tx, Uni<Boolean>>> words) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (Function<Tx, Uni<Boolean>> word : words) {
            told = told.chain(() -> db.withTransaction(word)).replaceWithVoid();
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
