package io.caelum.platform.workflow;

import io.caelum.platform.fault.Fault;
import java.time.Duration;

/** What a failure of a step means. */
final class Failures {

    private static final int DETAILS = 2000;

    private Failures() {}

    /** Another try would fail as well. */
    static boolean isFinal(Throwable failure) {
        return failure instanceof StepFailed || failure instanceof Fault fault && !passes(fault);
    }

    static boolean isMeantForTheUser(Throwable failure) {
        return failure instanceof StepFailed || failure instanceof Fault;
    }

    static Failure of(String step, Throwable failure) {
        return isMeantForTheUser(failure) || failure instanceof RetryFrom
                ? new Failure(step, failure.getMessage(), details(failure.getCause()))
                : new Failure(step, "The step '" + step + "' failed.", details(failure));
    }

    static StepFailed tooLate(String step, Duration limit) {
        return new StepFailed("The step '" + step + "' was not done within " + inWords(limit) + ".");
    }

    private static boolean passes(Fault fault) {
        return switch (fault.kind()) {
            case UNAVAILABLE, TOO_MANY_REQUESTS -> true;
            case BAD_REQUEST,
                    UNAUTHORIZED,
                    FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    CONFLICT,
                    GONE,
                    PRECONDITION_FAILED,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    RANGE_NOT_SATISFIABLE,
                    UNPROCESSABLE,
                    INTERNAL,
                    NOT_IMPLEMENTED -> false;
        };
    }

    private static String inWords(Duration limit) {
        return limit.toSeconds() > 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    private static String details(Throwable failure) {
        var text = new StringBuilder();
        for (Throwable cause = failure; cause != null && text.length() < DETAILS; cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : "; caused by ").append(cause);
        }
        return text.length() > DETAILS ? text.substring(0, DETAILS) : text.toString();
    }
}
