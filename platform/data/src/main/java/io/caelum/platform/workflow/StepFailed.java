package io.caelum.platform.workflow;

/** The step cannot succeed: no retry, unwind. The message is a sentence which the user may read. */
public final class StepFailed extends RuntimeException {

    public StepFailed(String reason) {
        super(reason);
    }

    public StepFailed(String reason, Throwable cause) {
        super(reason, cause);
    }
}
