package io.caelum.bench.rpc;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;

/** What is called: it gives back what it gets. */
@RpcTopic(value = "bench-java", exchange = "bench", traced = false)
public interface EchoRpc {

    @Call
    Uni<String> echo(String text);
}
