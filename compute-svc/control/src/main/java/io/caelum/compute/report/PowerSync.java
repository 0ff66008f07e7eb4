package io.caelum.compute.report;

import io.caelum.compute.server.FoundPower;
import io.caelum.compute.server.Server;
import io.caelum.compute.server.ServerNotices;
import io.caelum.compute.server.power.ChangePower;
import io.caelum.compute.server.power.PowerAction;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.compute.HostReport.Guest;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Guests whose power is another one than their server's record says, though nothing is being done to them. One that was
 * shut down from the inside, crashed or was killed makes its server a stopped one, which its owner can start again. One
 * that runs although its server is stopped is stopped: its owner wants it off.
 */
@ApplicationScoped
class PowerSync {

    private static final Logger LOG = Logger.getLogger(PowerSync.class);
    private static final int RUNNING = 1;

    private final Db db;
    private final FoundPower found;
    private final ChangePower changePower;
    private final ServerNotices notices;

    PowerSync(Db db, FoundPower found, ChangePower changePower, ServerNotices notices) {
        this.db = db;
        this.found = found;
        this.changePower = changePower;
        this.notices = notices;
    }

    /** Whether there is anything to look at more closely. */
    boolean isOdd(Guest guest, String host, ReportedServers.Known server) {
        boolean shouldRun = server.isExpectedOn(host);
        return guest.powerState() == RUNNING ? server.isAtRestOn(host) && !shouldRun : shouldRun;
    }

    Uni<Void> compare(String host, List<Guest> odd) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Guest guest : odd) {
            done = done.chain(() -> guest.powerState() == RUNNING ? stopAgain(host, guest) : note(host, guest));
        }
        return done;
    }

    private Uni<Void> note(String host, Guest guest) {
        return db.withTransaction(tx -> found.isOff(tx, guest.serverId(), host, guest.powerState())
                .onItem()
                .ifNotNull()
                .call(server -> tell(tx, server))
                .replaceWithVoid());
    }

    private Uni<Void> tell(Tx tx, Server server) {
        LOG.warnf("guest does not run any more: server_id=%s power_state=%s", server.id(), server.vmState());
        return notices.tell(tx, server, "power_off.end");
    }

    private Uni<Void> stopAgain(String host, Guest guest) {
        RequestContext who = RequestContext.system("compute-control");
        return db.withTransaction(tx -> found.shouldBeOff(tx, guest.serverId(), host)
                .onItem()
                .ifNotNull()
                .call(server -> {
                    LOG.warnf("guest runs although it was stopped: server_id=%s host=%s", server.id(), host);
                    CurrentContext.set(who);
                    return changePower.beginAgain(tx, who, server, PowerAction.STOP);
                })
                .replaceWithVoid());
    }
}
