package io.caelum.platform.context;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.function.Supplier;
import org.jboss.logmanager.MDC;

/**
 * The {@link RequestContext} of the work that is being done now. On an event loop it belongs to the duplicated Vert.x
 * context and so follows a Mutiny chain over all its asynchronous steps; elsewhere (virtual threads) to the thread.
 */
public final class CurrentContext {

    private static final String KEY = "caelum.request-context";
    private static final ThreadLocal<RequestContext> THREAD = new ThreadLocal<>();

    private CurrentContext() {}

    /** The current context; an anonymous one, with a fresh request id, where nobody set one. */
    public static RequestContext get() {
        RequestContext context = VertxContext.isOnDuplicatedContext()
                ? ContextLocals.<RequestContext>get(KEY).orElse(null)
                : THREAD.get();
        return context == null ? RequestContext.anonymous() : context;
    }

    /** Sets the context for the rest of this duplicated Vert.x context, or of this thread. */
    public static void set(RequestContext context) {
        if (VertxContext.isOnDuplicatedContext()) {
            ContextLocals.put(KEY, context);
        } else {
            THREAD.set(context);
        }
        MDC.put("request_id", context.requestId());
    }

    /** Runs the work under the context on this thread and restores the former one. */
    public static <T> T callAs(RequestContext context, Supplier<T> work) {
        RequestContext before = VertxContext.isOnDuplicatedContext()
                ? ContextLocals.<RequestContext>get(KEY).orElse(null)
                : THREAD.get();
        set(context);
        try {
            return work.get();
        } finally {
            restore(before);
        }
    }

    private static void restore(RequestContext before) {
        if (before != null) {
            set(before);
            return;
        }
        if (VertxContext.isOnDuplicatedContext()) {
            ContextLocals.remove(KEY);
        } else {
            THREAD.remove();
        }
        MDC.remove("request_id");
    }
}
