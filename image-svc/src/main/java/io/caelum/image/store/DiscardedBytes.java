package io.caelum.image.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Removes bytes of deleted images in the background. What fails here is found by the sweep. */
@ApplicationScoped
public class DiscardedBytes {

    private static final Logger LOG = Logger.getLogger(DiscardedBytes.class);

    private final ImageStore store;

    DiscardedBytes(ImageStore store) {
        this.store = store;
    }

    public void discard(StoreKey key) {
        Thread.ofVirtual().name("discard-" + key).start(() -> delete(key));
    }

    private void delete(StoreKey key) {
        try {
            store.delete(key);
        } catch (IOException e) {
            LOG.warnf(e, "bytes of a deleted image could not be removed, the sweep tries again; key=%s", key);
        }
    }
}
