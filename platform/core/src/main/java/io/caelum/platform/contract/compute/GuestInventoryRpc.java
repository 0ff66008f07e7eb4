package io.caelum.platform.contract.compute;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.Host;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What really is on a compute host, for an audit; reports tell the same, but only to compute control. 1.0: first. */
@RpcTopic(value = "compute", exchange = "nova", namespace = "inventory", version = "1.0")
public interface GuestInventoryRpc {

    /** All guests, whether they run or not, also half made ones. */
    @Call(timeoutMillis = 5_000)
    Uni<List<HostReport.Guest>> guests(@Host String host);
}
