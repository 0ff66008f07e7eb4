package io.caelum.platform.web.token;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.context.ProcessIdentity;
import io.caelum.platform.contract.identity.Revocation;
import io.caelum.platform.contract.identity.TokenTrustRpc;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps keys and revocations fresh: hears them over the bus as they happen, and reads them all again every few seconds,
 * since a message may be lost. The period bounds how long a revoked token or a removed key can still be accepted.
 */
@ApplicationScoped
class TrustKeeper implements TokenTrustRpc {

    private static final Logger LOG = Logger.getLogger(TrustKeeper.class);
    private static final long RETRY_MILLIS = 500;

    private final Tokens tokens;
    private final TrustSource source;
    private final Bus bus;
    private final Event<Revocation> heard;
    private final Vertx vertx;
    private final String host;
    private final long refreshMillis;
    private volatile boolean stopped;
    private boolean complained;

    TrustKeeper(
            Tokens tokens,
            TrustSource source,
            Bus bus,
            Event<Revocation> heard,
            Vertx vertx,
            ProcessIdentity self,
            @ConfigProperty(name = "caelum.token.trust-refresh-millis", defaultValue = "15000") long refreshMillis) {
        this.tokens = tokens;
        this.source = source;
        this.bus = bus;
        this.heard = heard;
        this.vertx = vertx;
        this.host = self.host();
        this.refreshMillis = refreshMillis;
    }

    void start(@Observes StartupEvent event) {
        bus.serve(TokenTrustRpc.class, this, Serving.onEventLoop(host));
        refresh();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    /** Also tells whoever in this process remembers what a revocation may have made wrong. */
    @Override
    public Uni<Void> revoked(Revocation revocation) {
        tokens.revoke(revocation);
        heard.fire(revocation);
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> keysChanged() {
        return tokens.refresh(source);
    }

    private void refresh() {
        tokens.refresh(source).subscribe().with(done -> again(refreshMillis), this::complain);
    }

    private void complain(Throwable failure) {
        if (!complained || tokens.isReady()) {
            LOG.infof("waiting for the identity service to tell its keys: %s", failure.getMessage());
            complained = true;
        }
        again(tokens.isReady() ? refreshMillis : RETRY_MILLIS);
    }

    private void again(long millis) {
        if (!stopped) {
            vertx.setTimer(millis, timer -> refresh());
        }
    }
}
