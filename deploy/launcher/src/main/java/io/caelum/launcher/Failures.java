package io.caelum.launcher;

import java.io.PrintWriter;

/** How a failed command says so: what went wrong and what to do for a {@link Trouble}, everything for a bug. */
public final class Failures {

    private Failures() {}

    public static void report(Exception failure, PrintWriter out) {
        if (failure instanceof Trouble trouble) {
            out.println("deploy/stack: " + trouble.getMessage());
        } else {
            out.println("deploy/stack: this should not happen; please report it with these lines");
            failure.printStackTrace(out);
        }
        out.flush();
    }
}
