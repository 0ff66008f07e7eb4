package io.caelum.compute.server.boot;

import static io.caelum.compute.server.boot.Heard.FAILED;
import static io.caelum.compute.server.boot.Heard.HOST_DOWN;
import static io.caelum.compute.server.boot.Heard.MISSING;
import static io.caelum.compute.server.boot.Heard.SPAWNED;
import static io.caelum.compute.server.boot.Heard.TERMINATED;
import static io.caelum.compute.server.boot.Heard.VIF;

import io.caelum.compute.server.livemigration.LiveMigrateServer;
import io.caelum.compute.server.move.MoveServer;
import io.caelum.compute.server.resize.ConfirmResize;
import io.caelum.compute.server.resize.ResizeServer;
import io.caelum.compute.server.resize.RevertResize;
import io.caelum.platform.data.Tx;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.Workflows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What hosts and the network service tell a boot or a move that is under way. Each may come twice, early or too late. */
@ApplicationScoped
public class BootSignals {

    /** The workflows that have guests built or removed on hosts. */
    private static final List<String> KINDS = List.of(
            BootServer.KIND,
            MoveServer.KIND,
            ResizeServer.KIND,
            ConfirmResize.KIND,
            RevertResize.KIND,
            LiveMigrateServer.KIND);

    private final Workflows workflows;

    BootSignals(Workflows workflows) {
        this.workflows = workflows;
    }

    record Spawned(String host, long generation) {}

    record Vif(String port, boolean plugged) {}

    record HostDown(String host) {}

    record Missing(String host, long generation) {}

    record Terminated(String host, long generation) {}

    /** @return whether somebody who builds the server was there to hear it */
    public Uni<Boolean> spawned(Tx tx, UUID server, String host, long generation) {
        return tell(tx, server, SPAWNED, new Spawned(host, generation));
    }

    public Uni<Boolean> failed(
            Tx tx, UUID server, String host, long generation, String step, String reason, boolean elsewhere) {
        return tell(tx, server, FAILED, new Heard.Failed(host, generation, step, reason, elsewhere));
    }

    public Uni<Boolean> vifPlugged(Tx tx, UUID server, UUID port, boolean well) {
        return tell(tx, server, VIF, new Vif(port.toString(), well));
    }

    public Uni<Boolean> hostDown(Tx tx, UUID server, String host) {
        return tell(tx, server, HOST_DOWN, new HostDown(host));
    }

    /** The host has no such guest, though it was told some time ago to build it. */
    public Uni<Boolean> missing(Tx tx, UUID server, String host, long generation) {
        return tell(tx, server, MISSING, new Missing(host, generation));
    }

    /** The host has no guest of this generation or of an older one, and builds none any more. */
    public Uni<Boolean> terminated(Tx tx, UUID server, String host, long generation) {
        return tell(tx, server, TERMINATED, new Terminated(host, generation));
    }

    /** Whoever has the guest built, or moved, hears it; there is at most one of them. */
    private Uni<Boolean> tell(Tx tx, UUID server, String name, Object payload) {
        Uni<Boolean> heard = Uni.createFrom().item(false);
        for (String kind : KINDS) {
            heard = heard.chain(
                    one -> one ? Uni.createFrom().item(true) : workflows.signal(tx, kind, server, name, payload));
        }
        return heard;
    }

    static Heard heard(Run<BootData> run) {
        return new Heard(
                run.signals(),
                run.data().host(),
                run.data().generation(),
                run.data().heard());
    }
}
