package io.caelum.platform.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<UniEmitter<? super Mutiny.StatelessSession>> pool = new AtomicReference<>();
    private final AtomicInteger closed = new AtomicInteger();

    @AfterEach
    void stop() {
        var unused = vertx.close();
    }

    @Test
    void aSessionThatComesInTimeIsHandedOut() {
        var opened = sessions(Duration.ofMinutes(1)).open().subscribeAsCompletionStage();
        var session = session();

        pool.get().complete(session);

        assertThat(opened).isCompletedWithValue(session);
        assertThat(closed).hasValue(0);
    }

    @Test
    void aConnectionThatBecomesFreeWhenNobodyWaitsAnyMoreGoesBackToThePool() {
        var opened = sessions(Duration.ofMillis(10)).open().subscribeAsCompletionStage();
        assertThat(opened)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TimeoutException.class);

        pool.get().complete(session());

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(closed).hasValue(1));
    }

    private Sessions sessions(Duration longestWait) {
        return new Sessions(() -> Uni.createFrom().emitter(emitter -> pool.set(emitter)), vertx, longestWait);
    }

    /** One that can only be closed, and counts that. */
    private Mutiny.StatelessSession session() {
        return (Mutiny.StatelessSession) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Mutiny.StatelessSession.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "close" -> Uni.createFrom().voidItem().invoke(closed::incrementAndGet);
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> method.getName();
                });
    }
}
