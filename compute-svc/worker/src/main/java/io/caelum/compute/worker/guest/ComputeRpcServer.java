package io.caelum.compute.worker.guest;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.compute.BuildRequest;
import io.caelum.platform.contract.compute.ComputeRpc;
import io.caelum.platform.contract.compute.TerminateRequest;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Hears compute control. Each piece of work gets a virtual thread of its own and the message is done with at once:
 * otherwise builds that wait for a place would keep out the message that cancels them.
 */
@ApplicationScoped
class ComputeRpcServer implements ComputeRpc {

    private static final Logger LOG = Logger.getLogger(ComputeRpcServer.class);

    private final Bus bus;
    private final ProcessIdentity self;
    private final GuestService guests;
    private final Ledger ledger;

    ComputeRpcServer(Bus bus, ProcessIdentity self, GuestService guests, Ledger ledger) {
        this.bus = bus;
        this.self = self;
        this.guests = guests;
        this.ledger = ledger;
    }

    /** What was begun before the process ended comes first, so that nothing new finds it half done. */
    void start(@Observes StartupEvent event) {
        for (LedgerEntry entry : ledger.all()) {
            if (!entry.told()) {
                inBackground(RequestContext.system(self.service()), () -> guests.resume(entry));
            }
        }
        bus.serve(ComputeRpc.class, this, Serving.onVirtualThreads(self.host()));
    }

    @Override
    public Uni<Void> buildAndRunInstance(String host, BuildRequest build) {
        inBackground(CurrentContext.get(), () -> guests.build(build));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> terminateInstance(String host, TerminateRequest terminate) {
        inBackground(CurrentContext.get(), () -> guests.terminate(terminate));
        return Uni.createFrom().voidItem();
    }

    private static void inBackground(RequestContext context, Runnable work) {
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
