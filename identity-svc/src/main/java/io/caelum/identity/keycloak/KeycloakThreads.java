package io.caelum.identity.keycloak;

import io.caelum.platform.fault.Fault;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Keycloak's admin client blocks, so it is called on virtual threads, a bounded number at a time; the answer comes back
 * on the Vert.x context that asked. What Keycloak's absence throws becomes a 503.
 */
@ApplicationScoped
class KeycloakThreads {

    private static final Logger LOG = Logger.getLogger(KeycloakThreads.class);

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ThreadPoolExecutor threads;

    KeycloakThreads(KeycloakSettings settings) {
        threads = new ThreadPoolExecutor(
                settings.maxConcurrent(),
                settings.maxConcurrent(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.maxWaiting()),
                Thread.ofVirtual().name("keycloak-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    <T> Uni<T> call(Callable<T> work) {
        return Uni.createFrom().deferred(() -> {
            var caller = Vertx.currentContext();
            Callable<T> traced = Context.current().wrap(work);
            Uni<T> answer = Uni.createFrom().emitter(emitter -> {
                try {
                    threads.execute(() -> {
                        try {
                            emitter.complete(traced.call());
                        } catch (Exception e) {
                            emitter.fail(translated(e));
                        }
                    });
                } catch (RejectedExecutionException e) {
                    emitter.fail(Fault.unavailable("Too many requests wait for Keycloak. Try again in a few seconds."));
                }
            });
            answer = answer.ifNoItem()
                    .after(LIMIT)
                    .failWith(() -> unavailable(new TimeoutException("no answer in time")));
            return caller == null ? answer : answer.emitOn(next -> caller.runOnContext(ignored -> next.run()));
        });
    }

    /** Refusals (4xx) are for the caller of this class to understand; the rest means that Keycloak cannot be used. */
    private static Throwable translated(Exception failure) {
        return switch (failure) {
            case Fault fault -> fault;
            case WebApplicationException refused
            when isAnswer(refused.getResponse().getStatus()) -> refused;
            case WebApplicationException refused -> unavailable(refused);
            case ProcessingException broken -> unavailable(broken);
            default -> failure;
        };
    }

    private static boolean isAnswer(int status) {
        return status == 400 || status == 404 || status == 409;
    }

    static Fault unavailable(Throwable cause) {
        LOG.warnf("Keycloak cannot be used: %s", reason(cause));
        return new Fault(
                Fault.Kind.UNAVAILABLE,
                "ServiceUnavailable",
                "Keycloak, which holds users and passwords, cannot be used now. Try again in a few seconds.",
                cause);
    }

    static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first.getClass().getSimpleName() + ": " + first.getMessage();
    }
}
