package io.caelum.compute.worker.neighbour;

import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.DiskOffer;
import io.caelum.platform.contract.compute.GuestMoveRpc;
import io.caelum.platform.contract.compute.Landing;
import io.caelum.platform.contract.compute.Traveller;
import java.util.UUID;

/** Other compute hosts, asked and waited for. */
public final class OtherHosts {

    private final GuestMoveRpc hosts;

    public OtherHosts(GuestMoveRpc hosts) {
        this.hosts = hosts;
    }

    public DiskOffer offerDisks(String host, UUID serverId, long generation) {
        return hosts.offerDisks(host, serverId, generation).await().indefinitely();
    }

    public Landing awaitGuest(String host, BuildRequest build, Traveller guest) {
        return hosts.awaitGuest(host, build, guest).await().indefinitely();
    }

    public boolean guestArrived(String host, UUID serverId, long generation, boolean runs) {
        return hosts.guestArrived(host, serverId, generation, runs).await().indefinitely();
    }
}
