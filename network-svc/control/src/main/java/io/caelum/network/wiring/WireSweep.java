package io.caelum.network.wiring;

import io.caelum.network.neighbour.AgentClient;
import io.caelum.network.sweep.Sweep;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Tells agents again about ports which they should have wired by now: the first message was lost, or its answer. */
@ApplicationScoped
class WireSweep implements Sweep {

    private static final Logger LOG = Logger.getLogger(WireSweep.class);

    @Inject
    Db db;

    @Inject
    Wirings wirings;

    @Inject
    AgentClient agents;

    @Inject
    WiringSettings settings;

    @Inject
    Clock clock;

    @Override
    public Uni<Void> sweep() {
        Instant now = clock.instant();
        return db.withTransaction(tx -> wirings.lease(tx, now, now.plus(settings.wireRepeatAfter())))
                .invoke(this::tell)
                .replaceWithVoid();
    }

    private void tell(List<Wirings.OnHost> due) {
        due.forEach(port -> agents.wire(port.host(), port.wiring()));
        if (!due.isEmpty()) {
            LOG.infof("agents were told again about ports that are not wired yet, count=%d", due.size());
        }
    }
}
