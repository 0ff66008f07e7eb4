package io.caelum.identity.token.revocation;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.identity.Revocation;
import io.caelum.platform.contract.identity.TokenTrustRpc;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Tells every process that checks tokens. A message may be lost: they all read everything again every few seconds. */
@ApplicationScoped
public class TrustBroadcast {

    private static final Logger LOG = Logger.getLogger(TrustBroadcast.class);

    private final TokenTrustRpc everybody;

    TrustBroadcast(Bus bus) {
        everybody = bus.client(TokenTrustRpc.class);
    }

    void revoked(Revocation revocation) {
        send(everybody.revoked(revocation));
    }

    public void keysChanged() {
        send(everybody.keysChanged());
    }

    private static void send(Uni<Void> message) {
        message.subscribe()
                .with(
                        sent -> {},
                        failure -> LOG.warnf(
                                "other services hear of a revocation or new key only when they ask next: %s",
                                failure.getMessage()));
    }
}
