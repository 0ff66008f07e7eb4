package io.caelum.platform.contract.identity;

import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;

/** What other services ask identity. Served by every identity-svc. 1.0: first. */
@RpcTopic(value = "identity", exchange = "keystone", version = "1.0")
public interface IdentityRpc {

    /** All keys which verify tokens now, and all revocations that still matter. Asked at start and now and then. */
    @Call(timeoutMillis = 5_000)
    Uni<TokenTrust> tokenTrust();
}
