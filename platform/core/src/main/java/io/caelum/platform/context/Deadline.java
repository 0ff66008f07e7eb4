package io.caelum.platform.context;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Until when the caller of the work that is being done now waits for it. RPC sets it on the server's side and shortens
 * nested calls by it. Work that goes on after the answer (a workflow) begins on a context of its own, without one.
 */
public final class Deadline {

    private static final String KEY = "caelum.deadline";
    private static final ThreadLocal<Instant> THREAD = new ThreadLocal<>();

    private Deadline() {}

    public static Optional<Instant> current() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(KEY) : Optional.ofNullable(THREAD.get());
    }

    /** Sets the deadline for the rest of this duplicated Vert.x context, or of this thread; null for none. */
    public static void set(@Nullable Instant deadline) {
        if (VertxContext.isOnDuplicatedContext()) {
            if (deadline == null) {
                ContextLocals.remove(KEY);
            } else {
                ContextLocals.put(KEY, deadline);
            }
        } else if (deadline == null) {
            THREAD.remove();
        } else {
            THREAD.set(deadline);
        }
    }

    /** Runs the work without a deadline on this thread and restores the former one. */
    public static <T> T callWithout(Supplier<T> work) {
        Instant before = current().orElse(null);
        set(null);
        try {
            return work.get();
        } finally {
            set(before);
        }
    }
}
