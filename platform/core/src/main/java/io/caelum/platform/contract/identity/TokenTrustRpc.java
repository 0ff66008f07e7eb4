package io.caelum.platform.contract.identity;

import io.caelum.platform.bus.rpc.Fanout;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;

/** Heard by every process that checks tokens, told by identity-svc. 1.0: first. */
@RpcTopic(value = "token-trust", exchange = "keystone", version = "1.0")
public interface TokenTrustRpc {

    /** Tokens died: add this to what is known. */
    @Fanout
    Uni<Void> revoked(Revocation revocation);

    /** Keys were rotated: read {@link IdentityRpc#tokenTrust} again. */
    @Fanout
    Uni<Void> keysChanged();
}
