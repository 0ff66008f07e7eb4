package io.caelum.platform.web.token;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.identity.IdentityRpc;
import io.caelum.platform.contract.identity.TokenTrust;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks identity over the bus; identity-svc has its own bean in place of this one. */
@DefaultBean
@ApplicationScoped
class BusTrustSource implements TrustSource {

    private final IdentityRpc identity;

    BusTrustSource(Bus bus) {
        identity = bus.client(IdentityRpc.class);
    }

    @Override
    public Uni<TokenTrust> read() {
        return identity.tokenTrust();
    }
}
