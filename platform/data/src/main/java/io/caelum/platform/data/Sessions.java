package io.caelum.platform.data;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.reactive.mutiny.Mutiny;

/** Opens sessions, and counts those that are open: each has a connection of the pool, or waits for one. */
@Singleton
class Sessions {

    private final Mutiny.SessionFactory factory;
    private final AtomicInteger open = new AtomicInteger();

    Sessions(Mutiny.SessionFactory factory) {
        this.factory = factory;
    }

    /** A session of its own each time: the factory's {@code withSession} would share one with parallel work. */
    Uni<Mutiny.StatelessSession> open() {
        return Uni.createFrom().deferred(() -> {
            open.incrementAndGet();
            return factory.openStatelessSession().onFailure().invoke(open::decrementAndGet);
        });
    }

    Uni<Void> close(Mutiny.StatelessSession session) {
        return session.close().onTermination().invoke(open::decrementAndGet);
    }

    int count() {
        return open.get();
    }
}
