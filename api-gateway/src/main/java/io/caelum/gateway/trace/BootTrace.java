package io.caelum.gateway.trace;

import java.util.List;
import java.util.Optional;

/** Finds the trace in which a server was booted, among all those that touched it. */
final class BootTrace {

    /** Compute control's workflow; its spans are named {@code boot-server: <step>}. */
    private static final String WORKFLOW = "boot-server: ";

    private static final String LAST_STEP = WORKFLOW + "finish";

    private BootTrace() {}

    /** The one with the workflow's steps; before the first step has ended, the first trace that named the server. */
    static Optional<Trace> among(List<Trace> oldestFirst) {
        return oldestFirst.stream()
                .filter(BootTrace::isOne)
                .findFirst()
                .or(() -> oldestFirst.stream().findFirst());
    }

    static boolean isOne(Trace trace) {
        return trace.hasSpan(name -> name.startsWith(WORKFLOW));
    }

    /** All there: nothing is missing in the middle, and the boot has come to its end, be it a good one or not. */
    static boolean isComplete(Trace trace) {
        return trace.isConnected() && (trace.hasSpan(LAST_STEP::equals) || trace.failed());
    }
}
