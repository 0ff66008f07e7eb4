package io.caelum.compute.worker.guest;

import static io.caelum.compute.worker.guest.ComputeRpcServer.inBackground;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.contract.compute.AttachInterfaceRequest;
import io.caelum.platform.contract.compute.DetachInterfaceRequest;
import io.caelum.platform.contract.compute.GuestInterfacesRpc;
import io.smallrye.mutiny.Uni;

/** Hears compute control about network cards. */
final class GuestInterfacesServer implements GuestInterfacesRpc {

    private final GuestOrders orders;

    GuestInterfacesServer(GuestOrders orders) {
        this.orders = orders;
    }

    @Override
    public Uni<Void> attachInterface(String host, AttachInterfaceRequest request) {
        inBackground(CurrentContext.get(), () -> orders.attachInterface(request));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> detachInterface(String host, DetachInterfaceRequest request) {
        inBackground(CurrentContext.get(), () -> orders.detachInterface(request));
        return Uni.createFrom().voidItem();
    }
}
