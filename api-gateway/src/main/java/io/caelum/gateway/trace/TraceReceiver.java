package io.caelum.gateway.trace;

import io.caelum.gateway.GatewayConfig;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.contract.gateway.LostSpans;
import io.caelum.platform.contract.gateway.SpanBatch;
import io.caelum.platform.contract.gateway.TraceRpc;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hears the spans of all processes. */
@ApplicationScoped
class TraceReceiver implements TraceRpc {

    private final TraceStore store;

    TraceReceiver(TraceStore store) {
        this.store = store;
    }

    void start(@Observes StartupEvent event, Bus bus, ProcessIdentity self) {
        bus.serve(TraceRpc.class, this, Serving.onEventLoop(self.host()));
    }

    @Override
    public Uni<Void> spans(SpanBatch batch) {
        batch.spans().forEach(store::add);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> lost(LostSpans lost) {
        store.hearOfLoss(lost);
        return Uni.createFrom().voidItem();
    }

    @Produces
    @Singleton
    static TraceStore store(GatewayConfig config) {
        return new TraceStore(config.traces());
    }
}
