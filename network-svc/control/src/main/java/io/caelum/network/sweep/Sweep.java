package io.caelum.network.sweep;

import io.smallrye.mutiny.Uni;

/** Looks at the whole state and repairs what a lost message or a dead process has left. Takes no input. */
public interface Sweep {

    Uni<Void> sweep();
}
