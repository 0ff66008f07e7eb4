package io.caelum.platform.contract.compute;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** What is asked for a guest that wants to know about itself. Served by every compute control. 1.0: first. */
@RpcTopic(value = "compute-control", exchange = "nova", namespace = "metadata", version = "1.0")
public interface ServerMetadataRpc {

    /** A Fault of kind NOT_FOUND for a server that is not there or deleted. */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<ServerMetadata> metadataOf(UUID serverId);
}
