package io.caelum.launcher.part;

import io.caelum.launcher.process.Daemon;
import java.nio.file.Path;
import java.util.Optional;

/** One process of the stack. */
public interface Part {

    /** The port of a part that listens on none. */
    int NO_PORT = 0;

    String name();

    /** On loopback; {@link #NO_PORT} if it listens on unix sockets only. */
    int port();

    Path log();

    /** Starts it unless it runs; does not wait. */
    void start();

    /** Stops it, by the process id recorded at the start; does nothing when it does not run. */
    void stop();

    Optional<Daemon> process();

    Condition condition();
}
