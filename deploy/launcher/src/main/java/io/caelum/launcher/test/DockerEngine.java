package io.caelum.launcher.test;

import io.caelum.launcher.Console;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.process.Interruption;
import io.caelum.launcher.process.LogTail;
import io.caelum.launcher.process.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A Docker engine for the tests that need one: the one that answers, else one of ours that goes away with this. */
final class DockerEngine implements AutoCloseable {

    private static final String LABEL = "label=org.testcontainers=true";

    private final List<String> down;
    private final Interruption.Undo undo = Interruption.undo(this::stop);

    /** @param down the command that stops it; empty if there is none */
    private DockerEngine(List<String> down) {
        this.down = down;
    }

    static DockerEngine up(Stack stack, Console console) {
        var program = stack.checkout().module("deploy/images/engine").toString();
        var folder = stack.home().run().resolve("engine").toString();
        var log = stack.home().log("engine");
        var engine = new DockerEngine(List.of(program, "down", folder));
        int status = Shell.runLogged(List.of(program, "up", folder), Map.of(), Path.of("/"), log)
                .status();
        if (status == 0) {
            return engine;
        }
        engine.close();
        console.event("tests in containers need a Docker engine, and there is none here: " + LogTail.of(log));
        return new DockerEngine(List.of());
    }

    boolean isUp() {
        return !down.isEmpty();
    }

    /** Ids of all containers that Testcontainers made, also for somebody else. */
    Set<String> testContainers() {
        return Shell.run(List.of("docker", "ps", "-aq", "--filter", LABEL))
                .orThrow()
                .lines()
                .collect(Collectors.toSet());
    }

    /** Those of a test that was killed are left. */
    void removeTestContainers(Set<String> butNot) {
        var left = new ArrayList<>(testContainers());
        left.removeAll(butNot);
        if (!left.isEmpty()) {
            var remove = new ArrayList<>(List.of("docker", "rm", "-fv"));
            remove.addAll(left);
            Shell.run(remove);
        }
    }

    @Override
    public void close() {
        Interruption.stopHereIfBegun();
        stop();
        undo.close();
    }

    private void stop() {
        if (isUp()) {
            Shell.run(down);
        }
    }
}
