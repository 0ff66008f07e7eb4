package io.caelum.platform.web.token;

import io.caelum.platform.contract.identity.TokenTrust;
import io.smallrye.mutiny.Uni;

/** Where a process learns which keys and revocations there are: over the bus, or in identity-svc from its own database. */
public interface TrustSource {

    Uni<TokenTrust> read();
}
