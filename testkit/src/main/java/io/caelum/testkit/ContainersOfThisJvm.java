package io.caelum.testkit;

import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/**
 * Containers that are there until this JVM ends. Testcontainers leaves that to its reaper, which is an image of its own
 * and not everywhere to be had.
 */
final class ContainersOfThisJvm {

    /** For a busy machine; Testcontainers' own bounds are a minute. */
    private static final Duration START_BOUND = Duration.ofMinutes(6);

    private static final Deque<AutoCloseable> STARTED = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ContainersOfThisJvm::removeAll, "remove test containers"));
    }

    private ContainersOfThisJvm() {}

    static void start(GenericContainer<?> container) {
        STARTED.push(container);
        container.withStartupTimeout(START_BOUND).start();
    }

    /** For containers that talk to each other. */
    static Network network() {
        var network = Network.newNetwork();
        STARTED.push(network);
        return network;
    }

    private static void removeAll() {
        for (var started = STARTED.poll(); started != null; started = STARTED.poll()) {
            try {
                started.close();
            } catch (Exception e) {
                System.err.println("A test container stays behind: " + e);
            }
        }
    }
}
