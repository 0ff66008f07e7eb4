package io.caelum.compute.report;

import io.caelum.compute.host.Hearing;
import io.caelum.compute.host.Hosts;
import io.caelum.compute.server.Servers;
import io.caelum.compute.server.boot.BootSignals;
import io.caelum.compute.server.delete.DeleteSignals;
import io.caelum.compute.server.order.OrderSignals;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** Notices hosts that report no more, and tells those who wait for them: boots go elsewhere, deletes go on. */
@ApplicationScoped
class HostWatch {

    private static final Logger LOG = Logger.getLogger(HostWatch.class);
    private static final long PERIOD_MILLIS = 2_000;

    private final Vertx vertx;
    private final Bus bus;
    private final Hearing hearing;
    private final Db db;
    private final Hosts hosts;
    private final Servers servers;
    private final BootSignals boots;
    private final DeleteSignals deletes;
    private final OrderSignals orders;
    private volatile boolean stopped;

    HostWatch(
            Vertx vertx,
            Bus bus,
            Hearing hearing,
            Db db,
            Hosts hosts,
            Servers servers,
            BootSignals boots,
            DeleteSignals deletes,
            OrderSignals orders) {
        this.vertx = vertx;
        this.bus = bus;
        this.hearing = hearing;
        this.db = db;
        this.hosts = hosts;
        this.servers = servers;
        this.boots = boots;
        this.deletes = deletes;
        this.orders = orders;
    }

    void start(@Observes StartupEvent event) {
        again();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void again() {
        vertx.setTimer(PERIOD_MILLIS, timer -> {
            if (!stopped) {
                look();
            }
        });
    }

    private void look() {
        tellAboutDownHosts().subscribe().with(done -> again(), failure -> {
            LOG.debugf("hosts could not be looked at: %s", failure.getMessage());
            again();
        });
    }

    /** In one transaction: whoever crashes in between leaves the hosts to the next look. */
    Uni<Void> tellAboutDownHosts() {
        return db.withTransaction(tx -> hosts.newlyDown(tx).chain(down -> tellAll(tx, down)))
                .invoke(() -> {
                    if (bus.isReady()) {
                        hearing.goesOn();
                    }
                });
    }

    private Uni<Void> tellAll(Tx tx, List<String> down) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (String host : down) {
            LOG.warnf("host is down: host=%s", host);
            told = told.chain(() -> tell(tx, host));
        }
        return told;
    }

    private Uni<Void> tell(Tx tx, String host) {
        return servers.movingOn(tx, host).chain(ids -> {
            Uni<Void> told = Uni.createFrom().voidItem();
            for (var id : ids) {
                told = told.chain(() -> boots.hostDown(tx, id, host))
                        .chain(() -> deletes.hostDown(tx, id))
                        .chain(() -> orders.hostDown(tx, id, host))
                        .replaceWithVoid();
            }
            return told;
        });
    }
}
