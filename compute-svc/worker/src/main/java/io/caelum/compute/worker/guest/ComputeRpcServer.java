package io.caelum.compute.worker.guest;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.ComputeRpc;
import io.caelum.platform.contract.compute.LiveMigrateRequest;
import io.caelum.platform.contract.compute.PowerRequest;
import io.caelum.platform.contract.compute.RebuildRequest;
import io.caelum.platform.contract.compute.ReceiveRequest;
import io.caelum.platform.contract.compute.SnapshotRequest;
import io.caelum.platform.contract.compute.TerminateRequest;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Hears compute control. Each piece of work gets a virtual thread of its own and the message is done with at once:
 * otherwise builds that wait for a place would keep out the message that cancels them.
 */
final class ComputeRpcServer implements ComputeRpc {

    private static final Logger LOG = Logger.getLogger(ComputeRpcServer.class);

    private final GuestService guests;
    private final GuestOrders orders;

    ComputeRpcServer(GuestService guests, GuestOrders orders) {
        this.guests = guests;
        this.orders = orders;
    }

    @Override
    public Uni<Void> buildAndRunInstance(String host, BuildRequest build) {
        inBackground(CurrentContext.get(), () -> guests.build(build));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> receiveInstance(String host, ReceiveRequest request) {
        inBackground(CurrentContext.get(), () -> guests.receive(request));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> terminateInstance(String host, TerminateRequest terminate) {
        inBackground(CurrentContext.get(), () -> guests.terminate(terminate));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> changePower(String host, PowerRequest request) {
        inBackground(CurrentContext.get(), () -> orders.changePower(request));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> snapshotInstance(String host, SnapshotRequest request) {
        inBackground(CurrentContext.get(), () -> orders.snapshot(request));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> rebuildInstance(String host, RebuildRequest request) {
        inBackground(CurrentContext.get(), () -> orders.rebuild(request));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> liveMigrateInstance(String host, LiveMigrateRequest request) {
        inBackground(CurrentContext.get(), () -> orders.liveMigrate(request));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<String> getConsoleOutput(String host, UUID serverId, Optional<Integer> lines) {
        return Uni.createFrom().item(orders.consoleOutput(serverId, lines));
    }

    static void inBackground(RequestContext context, Runnable work) {
        Runnable inTrace = Context.current().wrap(work);
        Thread.ofVirtual().name("guest work").start(() -> {
            try {
                CurrentContext.set(context);
                inTrace.run();
            } catch (RuntimeException e) {
                LOG.errorf(e, "work on a guest broke off: request_id=%s", context.requestId());
            }
        });
    }
}
