package io.caelum.compute.worker.driver;

/** The hypervisor could not do what it was asked to. The message is a sentence for the user. */
public final class DriverException extends Exception {

    public DriverException(String message) {
        super(message);
    }

    public DriverException(String message, Throwable cause) {
        super(message, cause);
    }
}
