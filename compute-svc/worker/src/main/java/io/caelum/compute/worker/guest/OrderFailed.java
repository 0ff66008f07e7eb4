package io.caelum.compute.worker.guest;

/** An order cannot be carried out. The message is a sentence for the user. */
final class OrderFailed extends Exception {

    OrderFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
