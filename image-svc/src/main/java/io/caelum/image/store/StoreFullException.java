package io.caelum.image.store;

import java.io.IOException;

/** The store has no room for the bytes. */
public final class StoreFullException extends IOException {

    public StoreFullException(String message) {
        super(message);
    }

    public StoreFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
