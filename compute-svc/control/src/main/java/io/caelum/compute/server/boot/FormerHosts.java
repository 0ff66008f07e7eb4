package io.caelum.compute.server.boot;

import io.caelum.compute.host.Hosts;
import io.caelum.compute.neighbour.WorkerClient;
import io.caelum.compute.server.boot.BootData.Try;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.workflow.Run;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Sees to it that no two hosts run a guest of the same server. Before a host is told to build, those that were told before
 * must have said that their guest failed, or is gone; they remove it first and refuse to build it from then on. A host
 * that is down is not waited for: it asks which guests are still its own when it comes back.
 */
@ApplicationScoped
public class FormerHosts {

    private final Db db;
    private final Hosts hosts;
    private final WorkerClient workers;

    FormerHosts(Db db, Hosts hosts, WorkerClient workers) {
        this.db = db;
        this.hosts = hosts;
        this.workers = workers;
    }

    /**
     * Completes at once where nothing is open, as it is in all first tries.
     *
     * @param signals all that was heard so far
     * @throws Fault UNAVAILABLE as long as a host that is up has not said that it has no guest: it is told again, and this
     *     is to be asked again
     */
    public Uni<Void> requireVacated(UUID server, List<Try> tries, List<Run.Signal> signals) {
        Uni<Void> vacated = Uni.createFrom().voidItem();
        for (Try one : tries) {
            if (!Heard.isOver(one, signals)) {
                vacated = vacated.chain(() -> requireVacated(server, one));
            }
        }
        return vacated;
    }

    private Uni<Void> requireVacated(UUID server, Try former) {
        return db.read(tx -> hosts.isUp(tx, former.host()))
                .chain(up -> up ? tellAgain(server, former) : Uni.createFrom().voidItem());
    }

    private Uni<Void> tellAgain(UUID server, Try former) {
        return workers.terminateIfReachable(former.host(), server, former.generation())
                .onItem()
                .failWith(() ->
                        Fault.unavailable("Host %s, where it was tried before, has not said yet that it has no guest."
                                .formatted(former.host())));
    }
}
