package io.caelum.platform.contract.compute;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;

/** What the gateway asks when somebody opens a console. Served by every compute control. 1.0: first. */
@RpcTopic(value = "compute-control", exchange = "nova", namespace = "consoles", version = "1.0")
public interface ConsoleRpc {

    /**
     * Opens the console that a token was issued for.
     *
     * @param token a secret; a Fault of kind NOT_FOUND for one that is unknown, too old, or whose server is gone; CONFLICT
     *     where the guest has no such console now
     */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<ConsoleConnection> connect(String token);
}
