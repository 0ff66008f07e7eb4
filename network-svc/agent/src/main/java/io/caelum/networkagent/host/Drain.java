package io.caelum.networkagent.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a stream to its end, so that its writer never waits, and keeps the first bytes of it. */
final class Drain {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int max;
    private final Thread reader;
    private boolean cut;

    private Drain(InputStream stream, int max) {
        this.max = max;
        reader = Thread.ofVirtual().start(() -> read(stream));
    }

    static Drain of(InputStream stream, int max) {
        return new Drain(stream, max);
    }

    private void read(InputStream stream) {
        var buffer = new byte[16 << 10];
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                int room = Math.min(count, max - kept.size());
                kept.write(buffer, 0, room);
                cut |= room < count;
            }
        } catch (IOException ended) {
            // the process was ended; what it wrote until then is there
        }
    }

    String text() throws InterruptedException {
        reader.join();
        return kept.toString(StandardCharsets.UTF_8);
    }

    boolean isCut() throws InterruptedException {
        reader.join();
        return cut;
    }
}
