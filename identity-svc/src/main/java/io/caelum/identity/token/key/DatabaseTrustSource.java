package io.caelum.identity.token.key;

import io.caelum.identity.keycloak.VerifiedPasswords;
import io.caelum.identity.token.revocation.Revocations;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.identity.IdentityRpc;
import io.caelum.platform.contract.identity.TokenTrust;
import io.caelum.platform.data.Db;
import io.caelum.platform.web.token.TrustSource;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is needed to check tokens: for ourselves straight from the database, for the other services over the bus. */
@ApplicationScoped
class DatabaseTrustSource implements TrustSource, IdentityRpc {

    private final Db db;
    private final SigningKeys keys;
    private final Revocations revocations;
    private final VerifiedPasswords passwords;

    DatabaseTrustSource(Db db, SigningKeys keys, Revocations revocations, VerifiedPasswords passwords) {
        this.db = db;
        this.keys = keys;
        this.revocations = revocations;
        this.passwords = passwords;
    }

    void serve(@Observes StartupEvent event, Bus bus, @ConfigProperty(name = "caelum.host") String host) {
        bus.serve(IdentityRpc.class, this, Serving.onEventLoop(host));
    }

    /** Also tells the password cache what other instances revoked. */
    @Override
    public Uni<TokenTrust> read() {
        return tokenTrust().invoke(trust -> passwords.forget(trust.revocations()));
    }

    @Override
    public Uni<TokenTrust> tokenTrust() {
        return db.read(tx -> keys.published(tx)
                .chain(published -> revocations.current(tx).map(current -> new TokenTrust(published, current))));
    }
}
