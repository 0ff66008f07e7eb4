package io.caelum.platform.contract.network;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** What an agent really has connected on its host, for an audit. 1.0: first. */
@RpcTopic(value = "network-agent", exchange = "neutron", namespace = "inventory", version = "1.0")
public interface WiringInventoryRpc {

    @Call(timeoutMillis = 5_000)
    Uni<List<Wired>> wired(@Host String host);

    record Wired(UUID portId, long bindingGeneration) {}
}
