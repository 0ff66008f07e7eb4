package io.caelum.platform.contract.compute;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** What hosts ask each other when a guest goes from one to the other. 1.0: first. */
@RpcTopic(value = "compute", exchange = "nova", namespace = "move", version = "1.0")
public interface GuestMoveRpc {

    /**
     * Lets the caller read the disks of a guest that is off, each by one connection that begins within a minute. Asked
     * again it offers them anew.
     *
     * @param generation of the guest; a Fault of kind CONFLICT, with the reason, if there is no such guest or it runs
     */
    @Call(timeoutMillis = 30_000)
    Uni<DiskOffer> offerDisks(@Host String host, UUID serverId, long generation);

    /**
     * Makes a place for a guest that runs on the caller's host. Asked again it makes another one instead.
     *
     * @param build what the guest is to be; a Fault of kind CONFLICT, with the reason, if it cannot come
     */
    @Call(timeoutMillis = 120_000)
    Uni<Landing> awaitGuest(@Host String host, BuildRequest build, Traveller guest);

    /**
     * The guest has left the caller's host, where it stands still, and goes on where it is awaited. May be repeated.
     *
     * @param runs false for one that is paused
     * @return false if it is not there and never will be: it may go on where it was
     */
    @Call(timeoutMillis = 60_000)
    Uni<Boolean> guestArrived(@Host String host, UUID serverId, long generation, boolean runs);
}
