package io.caelum.platform.data;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pool so that nobody waits for the database without end. How long somebody waits for a free connection is bounded
 * by {@link Sessions}.
 */
@Singleton
class BoundedPool implements PgPoolCreator {

    private static final int CONNECT_MILLIS = 3000;
    private static final int WAITING = 2000;

    private volatile @Nullable Pool made;
    private volatile int most;

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList()
                .forEach(options -> options.setConnectTimeout(CONNECT_MILLIS)
                        .setTcpKeepAlive(true)
                        .addProperty("statement_timeout", "20s")
                        // The locks of a process that was stopped must not outlast its leases
                        .addProperty("idle_in_transaction_session_timeout", "10s"));
        most = input.poolOptions().getMaxSize();
        Pool pool = PgBuilder.pool()
                .with(input.poolOptions().setConnectionTimeout(0).setMaxWaitQueueSize(WAITING))
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
        made = pool;
        return pool;
    }

    /** How many connections there may be. */
    int most() {
        return most;
    }

    /** How many there are now, more or less. */
    int open() {
        Pool pool = made;
        return pool == null ? 0 : pool.size();
    }
}
