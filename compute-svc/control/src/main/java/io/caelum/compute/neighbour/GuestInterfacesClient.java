package io.caelum.compute.neighbour;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.rpc.RpcUnreachableException;
import io.caelum.platform.contract.compute.AttachInterfaceRequest;
import io.caelum.platform.contract.compute.DetachInterfaceRequest;
import io.caelum.platform.contract.compute.GuestInterfacesRpc;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The workers on the hosts, as far as it is about network cards. They answer as to all orders. */
@ApplicationScoped
public class GuestInterfacesClient {

    private static final Logger LOG = Logger.getLogger(GuestInterfacesClient.class);

    private final GuestInterfacesRpc workers;

    GuestInterfacesClient(Bus bus) {
        workers = bus.client(GuestInterfacesRpc.class);
    }

    public Uni<Void> attach(String host, AttachInterfaceRequest request) {
        return told(host, workers.attachInterface(host, request));
    }

    public Uni<Void> detach(String host, DetachInterfaceRequest request) {
        return told(host, workers.detachInterface(host, request));
    }

    /** A host that does not hear it is a passing failure. */
    private static Uni<Void> told(String host, Uni<Void> cast) {
        return cast.onFailure(RpcUnreachableException.class)
                .transform(failure -> Fault.unavailable("Host %s cannot be reached.".formatted(host)));
    }

    /** As {@link #attach} where nobody waits for it. */
    public void attachUnheard(String host, AttachInterfaceRequest request) {
        unheard(host, workers.attachInterface(host, request));
    }

    public void detachUnheard(String host, DetachInterfaceRequest request) {
        unheard(host, workers.detachInterface(host, request));
    }

    private static void unheard(String host, Uni<Void> cast) {
        cast.subscribe()
                .with(
                        told -> LOG.infof("host was told about a network card: host=%s", host),
                        failure -> LOG.infof(
                                "host could not be told about a network card: host=%s error=%s",
                                host, failure.getMessage()));
    }
}
