package io.caelum.image.file;

import io.caelum.image.format.Head;
import io.caelum.image.store.ImageStore;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.security.MessageDigest;

/** A piece of an upload, filled again and again. */
final class Block {

    static final int SIZE = 256 * 1024;

    private final byte[] bytes = new byte[SIZE];
    private int length;

    /** Takes what fits of the chunk from an offset on; returns how much that is. */
    int fill(Buffer chunk, int from) {
        int taken = Math.min(SIZE - length, chunk.length() - from);
        chunk.getBytes(from, from + taken, bytes, length);
        length += taken;
        return taken;
    }

    boolean isFull() {
        return length == SIZE;
    }

    void clear() {
        length = 0;
    }

    Head head() {
        return new Head(bytes, length);
    }

    void update(MessageDigest digest) {
        digest.update(bytes, 0, length);
    }

    void writeTo(ImageStore.Incoming target) throws IOException {
        target.write(bytes, length);
    }
}
