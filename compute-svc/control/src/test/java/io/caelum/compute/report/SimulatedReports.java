package io.caelum.compute.report;

import io.caelum.compute.host.SimulatedHosts;
import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.SimulatedServers;
import io.caelum.compute.server.boot.BootSignals;
import io.caelum.compute.server.delete.DeleteSignals;
import io.caelum.compute.server.order.OrderSignals;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.HostReport;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The real ears of compute control, in a simulated process. */
public final class SimulatedReports {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ComputeReportRpc rpc;
    private final HostWatch watch;

    private SimulatedReports(ComputeReportRpc rpc, HostWatch watch) {
        this.rpc = rpc;
        this.watch = watch;
    }

    public static SimulatedReports of(
            Db db,
            SimulatedHosts hosts,
            SimulatedServers servers,
            BootSignals boots,
            DeleteSignals deletes,
            OrderSignals orders,
            WorkerClient workers) {
        Servers queries = servers.queries();
        var reports = new HostReports(
                db,
                new InMemory(hosts, servers),
                boots,
                deletes,
                orders,
                workers,
                new MissingGuests(db, null, null),
                new AllAsItShouldBe(db));
        return new SimulatedReports(
                new ComputeReports(null, "simulated", db, reports, boots, deletes, orders, null, queries, workers),
                new HostWatch(null, db, hosts, queries, boots, deletes, orders));
    }

    public ComputeReportRpc rpc() {
        return rpc;
    }

    public Uni<Void> lookForDownHosts() {
        return watch.tellAboutDownHosts();
    }

    /** Guests are not switched on and off in a simulation. */
    private static final class AllAsItShouldBe extends PowerSync {

        AllAsItShouldBe(Db db) {
            super(db, null, null, null);
        }

        @Override
        boolean isOdd(HostReport.Guest guest, String host, ReportedServers.Known server) {
            return false;
        }
    }

    private static final class InMemory extends ReportedServers {

        private final SimulatedHosts hosts;
        private final SimulatedServers servers;

        InMemory(SimulatedHosts hosts, SimulatedServers servers) {
            super(hosts, Clock.systemUTC());
            this.hosts = hosts;
            this.servers = servers;
        }

        @Override
        Uni<List<Known>> hear(Tx tx, HostReport report) {
            return Uni.createFrom().item(() -> {
                if (!hosts.hear(report.host(), report.reportedAt().orElseThrow())) {
                    return List.of();
                }
                List<Known> known = known(report);
                return known.isEmpty()
                        ? List.of(new Known(null, null, null, null, null, null, null, null, null, null))
                        : known;
            });
        }

        @Override
        Uni<Map<UUID, Known>> welcome(Tx tx, HostReport report) {
            return Uni.createFrom().item(() -> {
                hosts.hear(report.host(), report.reportedAt().orElseThrow());
                return known(report).stream().collect(Collectors.toMap(Known::id, Function.identity()));
            });
        }

        private List<Known> known(HostReport report) {
            List<UUID> guests =
                    report.guests().stream().map(HostReport.Guest::serverId).toList();
            return servers.reported(report.host(), guests, PATIENCE).stream()
                    .map(it -> new Known(
                            it.id(),
                            it.host(),
                            it.generation(),
                            it.building(),
                            it.taskState(),
                            it.unchanged(),
                            false,
                            false,
                            null,
                            null))
                    .toList();
        }
    }
}
