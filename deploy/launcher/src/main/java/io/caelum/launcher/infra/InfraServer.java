package io.caelum.launcher.infra;

import java.time.Duration;

/** A part that Caelum stands on, run as local processes. Starting it while it runs is fine. */
public interface InfraServer extends AutoCloseable {

    String name();

    /** Starts the processes and returns at once; {@link #awaitReady} tells when it can be used. */
    void start();

    boolean isReady();

    boolean isAlive();

    /** Stops what {@link #start} started, by recorded process id; data stays. */
    void stop();

    /** Returns when the part can be used; fails when it ended or took longer than the bound. */
    default void awaitReady(Duration bound) {
        Readiness.await(this, bound);
    }

    @Override
    default void close() {
        stop();
    }
}
