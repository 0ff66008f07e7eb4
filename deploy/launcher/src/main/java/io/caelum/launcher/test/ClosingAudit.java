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

    private final Stack stack;
    private final Console console;

    ClosingAudit(Stack stack, Console console) {
        this.stack = stack;
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
            boolean sound = new AuditProgram(stack).run(List.of(PATIENCE), Redirect.to(log.toFile())) == 0;
            if (sound) {
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
