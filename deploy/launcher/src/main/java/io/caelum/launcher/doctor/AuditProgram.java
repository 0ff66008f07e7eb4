package io.caelum.launcher.doctor;

import io.caelum.launcher.Trouble;
import io.caelum.launcher.part.AuditPlaces;
import io.caelum.launcher.part.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The audit, a program of its own in {@code deploy/doctor}: it speaks to databases and the bus, the launcher to neither. */
public final class AuditProgram {

    /** The module that it is built in. */
    public static final String MODULE = "deploy/doctor";

    private final Stack stack;

    public AuditProgram(Stack stack) {
        this.stack = stack;
    }

    /** Its exit status: 0 sound, 1 breaches, 2 not everything could be seen. */
    public int run(List<String> options) {
        return run(options, Redirect.INHERIT);
    }

    /** @param output what it tells goes there */
    public int run(List<String> options, Redirect output) {
        Path target = stack.checkout().module(MODULE).resolve("target");
        if (!Files.exists(target.resolve("doctor.jar"))) {
            throw new Trouble("the audit is not built: there is no " + target, "deploy/stack build builds it");
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                target.resolve("doctor.jar") + ":" + target.resolve("lib") + "/*",
                "io.caelum.doctor.Main"));
        command.addAll(options);
        var builder = new ProcessBuilder(command).redirectOutput(output).redirectError(Redirect.INHERIT);
        builder.environment().putAll(AuditPlaces.of(stack));
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
