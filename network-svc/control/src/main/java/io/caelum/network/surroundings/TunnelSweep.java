package io.caelum.network.surroundings;

import io.caelum.network.neighbour.SurroundingsClient;
import io.caelum.network.sweep.Sweep;
import io.caelum.platform.contract.network.TunnelPeer;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks who has tunnels now; when that differs from the last look, all who have some are told to ask. */
@ApplicationScoped
class TunnelSweep implements Sweep {

    @Inject
    Db db;

    @Inject
    Tunnels tunnels;

    @Inject
    SurroundingsClient agents;

    private volatile @Nullable List<TunnelPeer> before;

    @Override
    public Uni<Void> sweep() {
        return db.read(tunnels::alive)
                .invoke(now -> {
                    if (!now.equals(before)) {
                        now.forEach(peer -> agents.tunnelsChanged(peer.host()));
                        before = now;
                    }
                })
                .replaceWithVoid();
    }
}
