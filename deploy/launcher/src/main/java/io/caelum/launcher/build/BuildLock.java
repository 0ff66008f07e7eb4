package io.caelum.launcher.build;

import io.caelum.launcher.Console;
import io.caelum.launcher.home.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Two builds in one checkout would write the same jars, and nobody may take jars that are being written. Gone with the
 * process that holds it.
 */
public final class BuildLock implements AutoCloseable {

    private final FileChannel channel;

    private BuildLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits for another build to end. */
    public static BuildLock take(Checkout checkout, Console console) {
        try {
            var folder = Files.createDirectories(checkout.root().resolve("target"));
            var channel = FileChannel.open(
                    folder.resolve("stack-building"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                console.event("waiting for another build in this checkout");
                channel.lock();
            }
            return new BuildLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
