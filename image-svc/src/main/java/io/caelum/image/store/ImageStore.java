package io.caelum.image.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Where the bytes of images are. A store knows keys and bytes, nothing of images; several replicas of the service share
 * it. Methods that throw {@link IOException} block.
 */
public interface ImageStore {

    /** As {@code /v2/info/stores} names it. */
    String name();

    /**
     * Room for the bytes of one upload, invisible until kept.
     *
     * @throws StoreFullException if they surely do not fit
     * @param expected bytes, or -1 if nobody knows
     */
    Incoming receive(StoreKey key, long expected) throws IOException;

    /** Ends the response with a part of the bytes; the head is set already. Fails if the client hangs up. */
    Uni<Void> send(StoreKey key, long from, long length, HttpServerResponse response);

    /** Removes bytes, kept or incoming; already gone is fine. */
    void delete(StoreKey key) throws IOException;

    /** All bytes which were last written before that time, kept or incoming: some may belong to nobody any more. */
    List<StoreKey> writtenBefore(Instant time) throws IOException;

    /** Throws if bytes cannot be stored or read now, with a sentence for an operator. */
    void check() throws IOException;

    /** Bytes on their way in; used by one thread at a time. */
    interface Incoming {

        void write(byte[] bytes, int length) throws IOException;

        /** Makes all bytes durable and visible under the key. */
        void keep() throws IOException;

        /** Leaves nothing behind. Does not throw. */
        void discard();
    }
}
