package io.caelum.network.surroundings;

import io.caelum.platform.contract.network.SecurityGroupState;
import io.caelum.platform.contract.network.TunnelPeer;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Answers what agents ask about the surroundings of their ports. */
@ApplicationScoped
public class Surroundings {

    @Inject
    Db db;

    @Inject
    GroupStates states;

    @Inject
    Tunnels tunnels;

    public Uni<List<SecurityGroupState>> securityGroupsOf(String host) {
        return db.read(tx -> states.onHost(tx, host).chain(ids -> states.of(tx, ids)));
    }

    public Uni<List<TunnelPeer>> tunnelsOf(String host) {
        return db.read(tunnels::alive)
                .map(peers ->
                        peers.stream().filter(peer -> !peer.host().equals(host)).toList());
    }
}
