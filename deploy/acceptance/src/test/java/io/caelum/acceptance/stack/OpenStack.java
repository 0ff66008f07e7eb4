package io.caelum.acceptance.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@code openstack} command as Debian ships it. */
public final class OpenStack {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROGRAM = "/usr/bin/openstack";
    private static final long BOUND_SECONDS = 120;

    private final Map<String, String> environment;

    OpenStack(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The same user, with something said otherwise. */
    public OpenStack with(String variable, String value) {
        var changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new OpenStack(changed);
    }

    /** How a command ended. */
    public record Result(int exit, String out, String err) {

        /** Everything that a person would have seen. */
        public String text() {
            return out + err;
        }
    }

    /** Runs a command that has to succeed. */
    public String run(String... arguments) {
        Result result = attempt(arguments);
        if (result.exit() != 0) {
            throw new AssertionError("openstack " + String.join(" ", arguments) + " failed:\n" + result.text());
        }
        return result.out();
    }

    /** As {@link #run}, for commands that show something. */
    public JsonNode show(String... arguments) {
        var whole = new ArrayList<>(List.of(arguments));
        whole.addAll(List.of("-f", "json"));
        String out = run(whole.toArray(String[]::new));
        try {
            return JSON.readTree(out);
        } catch (IOException e) {
            throw new AssertionError("openstack " + String.join(" ", whole) + " showed no JSON:\n" + out, e);
        }
    }

    /** Runs a command that may fail. */
    public Result attempt(String... arguments) {
        var command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile("openstack", ".out");
            Path err = Files.createTempFile("openstack", ".err");
            try {
                int exit = start(command, out, err);
                return new Result(exit, Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int start(List<String> command, Path out, Path err) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OS_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " did not end:\n" + Files.readString(err));
        }
        return process.exitValue();
    }
}
