package io.caelum.platform.contract.compute;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** What other services ask about servers. Served by every compute control. 1.0: first. */
@RpcTopic(value = "compute-control", exchange = "nova", namespace = "servers", version = "1.0")
public interface ServerLookupRpc {

    /** Those of these servers that are not deleted. */
    @Call(timeoutMillis = 5_000)
    Uni<List<UUID>> living(List<UUID> servers);
}
