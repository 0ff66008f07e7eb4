package io.caelum.platform.contract.gateway;

import io.caelum.platform.bus.rpc.Fanout;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;

/** Finished spans of all processes, kept by the gateway. Nobody listening is fine. 2.0: batches. 1.1: lost. 1.0: first. */
@RpcTopic(value = "trace", exchange = "caelum", version = "2.0", traced = false)
public interface TraceRpc {

    @Fanout
    Uni<Void> spans(SpanBatch batch);

    /** Spans did not get through; told when there is a way again. */
    @Fanout
    Uni<Void> lost(LostSpans lost);
}
