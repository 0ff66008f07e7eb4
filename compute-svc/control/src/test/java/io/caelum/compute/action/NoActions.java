package io.caelum.compute.action;

import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.UUID;

/** Nobody reads them in a simulation. */
public final class NoActions extends InstanceActions {

    public NoActions() {
        super(Clock.systemUTC());
    }

    @Override
    public Uni<Void> begin(Tx tx, UUID server, String action, RequestContext who) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> eventStarted(Tx tx, UUID server, String action, String event, String host) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> eventFinished(Tx tx, UUID server, String event, String error) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> failed(Tx tx, UUID server, String action) {
        return Uni.createFrom().voidItem();
    }
}
