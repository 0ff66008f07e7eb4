package io.caelum.compute.worker.driver.qemu.qmp;

/** QEMU refused a command, or cannot be asked any more. */
public final class QmpException extends Exception {

    private static final long serialVersionUID = 1;

    QmpException(String message) {
        super(message);
    }

    QmpException(String message, Throwable cause) {
        super(message, cause);
    }
}
