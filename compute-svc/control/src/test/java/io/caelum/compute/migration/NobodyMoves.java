package io.caelum.compute.migration;

import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** No server goes from host to host in a simulation yet. */
public final class NobodyMoves extends FormerPlace {

    public NobodyMoves() {
        super(null, null, null);
    }

    @Override
    public Uni<Void> giveUp(Tx tx, UUID server, MigrationStatus as) {
        return Uni.createFrom().voidItem();
    }
}
