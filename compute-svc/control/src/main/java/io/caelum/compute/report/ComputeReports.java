package io.caelum.compute.report;

import io.caelum.compute.event.ExternalEvents;
import io.caelum.compute.host.Hosts;
import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.boot.BootSignals;
import io.caelum.compute.server.delete.DeleteSignals;
import io.caelum.compute.server.order.OrderSignals;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.ExternalEvent;
import io.caelum.platform.contract.compute.HostReport;
import io.caelum.platform.contract.compute.OrderReport;
import io.caelum.platform.data.Db;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Hears workers and the network service. Everything may come twice, late or for a server that is long gone. */
@ApplicationScoped
class ComputeReports implements ComputeReportRpc {

    private final Bus bus;
    private final String host;
    private final Db db;
    private final HostReports hostReports;
    private final Hosts hosts;
    private final BootSignals boots;
    private final DeleteSignals deletes;
    private final OrderSignals orders;
    private final ExternalEvents events;
    private final Servers servers;
    private final WorkerClient workers;

    ComputeReports(
            Bus bus,
            @ConfigProperty(name = "caelum.host") String host,
            Db db,
            HostReports hostReports,
            Hosts hosts,
            BootSignals boots,
            DeleteSignals deletes,
            OrderSignals orders,
            ExternalEvents events,
            Servers servers,
            WorkerClient workers) {
        this.bus = bus;
        this.host = host;
        this.db = db;
        this.hostReports = hostReports;
        this.hosts = hosts;
        this.boots = boots;
        this.deletes = deletes;
        this.orders = orders;
        this.events = events;
        this.servers = servers;
        this.workers = workers;
    }

    void serve(@Observes StartupEvent event) {
        bus.serve(ComputeReportRpc.class, this, Serving.onEventLoop(host));
    }

    @Override
    public Uni<Void> reportHost(HostReport report) {
        return hostReports.take(report);
    }

    @Override
    public Uni<Void> hostLeaves(HostReport report) {
        return hostReports.sayGoodbye(report);
    }

    @Override
    public Uni<List<UUID>> hostReturns(HostReport report) {
        return hostReports.welcome(report);
    }

    @Override
    public Uni<Optional<Instant>> mayStart(String host, UUID serverId, long generation) {
        return db.read(tx -> servers.livesOn(tx, serverId, host, generation)
                .chain(lives ->
                        lives ? hosts.startBefore(tx, host) : Uni.createFrom().item(Optional.empty())));
    }

    @Override
    public Uni<Void> instanceSpawned(String host, UUID serverId, long generation) {
        return db.inOneStatement(tx -> boots.spawned(tx, serverId, host, generation))
                .chain(heard -> heard ? Uni.createFrom().voidItem() : removeIfOrphan(host, serverId, generation));
    }

    /** A guest whose server has gone elsewhere, or away, since the host was told to build it. */
    private Uni<Void> removeIfOrphan(String host, UUID serverId, long generation) {
        return db.read(tx -> servers.livesOn(tx, serverId, host, generation))
                .chain(lives ->
                        lives ? Uni.createFrom().voidItem() : workers.terminateIfReachable(host, serverId, generation));
    }

    @Override
    public Uni<Void> instanceFailed(
            String host, UUID serverId, long generation, String step, String reason, boolean elsewhere) {
        return db.inOneStatement(tx -> boots.failed(tx, serverId, host, generation, step, reason, elsewhere))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> instanceTerminated(String host, UUID serverId, long generation) {
        return db.inOneStatement(tx -> deletes.terminated(tx, serverId, host, generation))
                .chain(heard -> heard ? Uni.createFrom().voidItem() : tellBuilders(host, serverId, generation));
    }

    /** Who has it built elsewhere may wait for it to be gone here. */
    private Uni<Void> tellBuilders(String host, UUID serverId, long generation) {
        return db.withTransaction(tx -> boots.terminated(tx, serverId, host, generation))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> orderEnded(String host, OrderReport report) {
        return db.inOneStatement(tx -> orders.ended(tx, report)).replaceWithVoid();
    }

    @Override
    public Uni<Void> externalEvents(List<ExternalEvent> list) {
        return events.hear(list);
    }
}
