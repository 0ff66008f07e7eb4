package io.caelum.compute.worker.image;

/** The bytes of an image cannot be had. The message is a sentence for the user. */
public final class ImageUnavailable extends Exception {

    private final boolean elsewhere;

    ImageUnavailable(String message, boolean elsewhere, Throwable cause) {
        super(message, cause);
        this.elsewhere = elsewhere;
    }

    ImageUnavailable(String message, boolean elsewhere) {
        super(message);
        this.elsewhere = elsewhere;
    }

    /** Whether another host may be luckier. */
    public boolean elsewhere() {
        return elsewhere;
    }
}
