package io.caelum.platform.contract.compute;

import io.caelum.platform.bus.rpc.Cast;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;

/**
 * Network cards of guests that are there, told by compute control to their host. Orders like those of {@link ComputeRpc}:
 * answered by {@link ComputeReportRpc#orderEnded}. 1.0: first.
 */
@RpcTopic(value = "compute", exchange = "nova", namespace = "interfaces", version = "1.0")
public interface GuestInterfacesRpc {

    /** Connect a port to a guest, running or not; its agent wires it. One that is connected already is fine. */
    @Cast
    Uni<Void> attachInterface(@Host String host, AttachInterfaceRequest request);

    /** Take a port from a guest, running or not. Nothing there is fine. */
    @Cast
    Uni<Void> detachInterface(@Host String host, DetachInterfaceRequest request);
}
