package io.caelum.image.file;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads that hash and write. They are platform threads, since this work never waits in a way that would let a
 * virtual thread step aside; and few, since a client that sends slowly holds none of them.
 */
@ApplicationScoped
class BytePool {

    private final ExecutorService threads = Executors.newFixedThreadPool(
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors()),
            Thread.ofPlatform().name("image-bytes-", 1).daemon().factory());

    ExecutorService threads() {
        return threads;
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }
}
