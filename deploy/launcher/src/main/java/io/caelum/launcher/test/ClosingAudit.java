package io.caelum.launcher.test;

import io.caelum.launcher.Console;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.doctor.AuditProgram;
import io.caelum.launcher.part.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The doctor's look at the stack when all acceptance tests are over. It counts as one test more, and fails on a breach. */
final class ClosingAudit {

    private static final String NAME = "the doctor's audit after the acceptance tests";
    /** What the last tests have left goes by itself within 30 s, bytes of images within a minute. */
    private static final String PATIENCE = "--await=90";

    /** The doctor's exit status where it found no breach, but could not see everything. */
    private static final int NOT_ALL_SEEN = 2;

    private final Stack stack;
    private final boolean afterFaults;
    private final Console console;

    /** @param afterFaults whether servers that the stack stands on have been killed, whose own figures may be late then */
    ClosingAudit(Stack stack, boolean afterFaults, Console console) {
        this.stack = stack;
        this.afterFaults = afterFaults;
        this.console = console;
    }

    TestResult run() {
        console.title("The doctor's audit of the stack that was tested");
        var outcome = isSound() ? TestResult.Outcome.PASSED : TestResult.Outcome.FAILED;
        return new TestResult(NAME, outcome);
    }

    /** What could not be seen is no better than a breach: everything runs, and should be seen. */
    private boolean isSound() {
        Path log = stack.home().log("audit");
        try {
            int status = new AuditProgram(stack).run(List.of(PATIENCE), Redirect.to(log.toFile()));
            boolean sound = status == 0 || (afterFaults && status == NOT_ALL_SEEN);
            if (status == 0) {
                console.event("the cloud is sound");
            } else {
                console.line(Files.readString(log));
            }
            return sound;
        } catch (Trouble notBuilt) {
            console.line(notBuilt.getMessage());
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
