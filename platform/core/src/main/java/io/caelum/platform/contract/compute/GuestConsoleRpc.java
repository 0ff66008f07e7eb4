package io.caelum.platform.contract.compute;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Asked of the host of a guest whose console somebody may open. 1.0: first. */
@RpcTopic(value = "compute", exchange = "nova", namespace = "console", version = "1.0")
public interface GuestConsoleRpc {

    /**
     * @param kind {@code novnc} or {@code serial}
     * @return where to connect; a Fault of kind CONFLICT, with the reason, where there is no such console
     */
    @Call(timeoutMillis = Call.WITHIN_A_REQUEST)
    Uni<ConsoleConnection> openConsole(@Host String host, UUID serverId, String kind);
}
