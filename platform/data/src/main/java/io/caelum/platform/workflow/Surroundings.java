package io.caelum.platform.workflow;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Time, timers and chance as the engine meets them: of Vert.x in a service, of a script in the simulator. The database
 * has a clock of its own.
 */
interface Surroundings {

    /** A clock that only ever goes forward. */
    long nanos();

    void after(Duration delay, Runnable work);

    void every(Duration first, Duration period, Runnable work);

    /** Performs work that belongs to nobody's request. */
    <T> void apart(Supplier<Uni<T>> work, Consumer<T> done, Consumer<Throwable> failed);

    /** By which work that was answered from elsewhere comes back to where it was begun. */
    Executor here();

    Uni<Void> pause(Duration time);

    /** The work's result, or the failure if it takes too long. */
    <T> Uni<T> limited(Uni<T> work, Duration limit, Supplier<Throwable> tooLate);

    /** A number from 0 to below the bound. */
    long random(long bound);

    UUID newId();
}
