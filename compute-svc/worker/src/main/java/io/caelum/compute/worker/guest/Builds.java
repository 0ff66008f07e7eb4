package io.caelum.compute.worker.guest;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The builds that are under way, so that they can be stopped when nobody wants them any more. */
final class Builds {

    private final Map<UUID, Build> underWay = new ConcurrentHashMap<>();

    /** One build; it can be stopped until it is over. */
    final class Build implements AutoCloseable {

        private final UUID server;
        private final Thread thread = Thread.currentThread();
        private boolean over;

        private Build(UUID server) {
            this.server = server;
        }

        private synchronized void stop() {
            if (!over) {
                thread.interrupt();
            }
        }

        /** Whoever would still stop it comes too late, and does not disturb what the thread does next. */
        @Override
        public synchronized void close() {
            over = true;
            underWay.remove(server, this);
            Thread.interrupted();
        }
    }

    /** The current thread builds a guest from now on. */
    Build begin(UUID server) {
        var build = new Build(server);
        underWay.put(server, build);
        return build;
    }

    void stop(UUID server) {
        @Nullable Build build = underWay.get(server);
        if (build != null) {
            build.stop();
        }
    }
}
