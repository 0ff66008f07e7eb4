package io.caelum.compute.heal;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** One thing that a healing round does. */
final class Treatment {

    private static final Logger LOG = Logger.getLogger(Treatment.class);

    private Treatment() {}

    /** What fails is told and left to the next round; the rest of this round goes on. */
    static Uni<Void> apart(String what, Supplier<Uni<Void>> cure) {
        return Uni.createFrom()
                .voidItem()
                .chain(ignored -> cure.get())
                .onFailure()
                .invoke(failure -> LOG.warnf("not done, to be tried again: %s: error=%s", what, failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }
}
