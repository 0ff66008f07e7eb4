package io.caelum.launcher.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** A program that this command waits for, and that does not go on without it. */
public final class Child implements AutoCloseable {

    private final Process process;
    private final Interruption.Undo undo;

    private Child(Process process, Interruption.Undo undo) {
        this.process = process;
        this.undo = undo;
    }

    /** Starts a program that is ended, with all that it started, when this command is interrupted. */
    public static Child start(ProcessBuilder builder) {
        return start(builder, Child::end);
    }

    /** @param onInterruption what to do with the program when this command is interrupted */
    public static Child start(ProcessBuilder builder, Consumer<Process> onInterruption) {
        return Interruption.unlessBegun(() -> {
            try {
                var process = builder.start();
                return new Child(process, Interruption.undo(() -> onInterruption.accept(process)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot run " + builder.command().getFirst() + ": " + e.getMessage(), e);
            }
        });
    }

    public InputStream output() {
        return process.getInputStream();
    }

    /** Its status. Does not return if the command is ending: then the program may have been cut short. */
    public int waitFor() throws InterruptedException {
        int status = process.waitFor();
        Interruption.stopHereIfBegun();
        return status;
    }

    @Override
    public void close() {
        undo.close();
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
