package io.caelum.platform.workflow;

/** The database refused a record of progress: the lease is lost, a cancel came, or a signal that nobody has seen. */
final class Refused extends RuntimeException {

    Refused() {
        super("the row has changed", null, false, false);
    }
}
