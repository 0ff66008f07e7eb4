package io.caelum.launcher.part;

import io.caelum.launcher.Trouble;
import io.caelum.launcher.infra.Purpose;
import io.caelum.launcher.process.Daemon;
import io.caelum.launcher.process.Launch;
import io.caelum.launcher.process.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of our own processes.
 *
 * @param name of the process, also of its log and pid files
 * @param application what is run
 * @param jvm options of the Java machine
 * @param environment configuration, secrets included: other users cannot read it
 */
public record JavaService(
        String name,
        int port,
        Application application,
        List<String> jvm,
        Map<String, String> environment,
        Path javaHome,
        Path directory,
        Path log,
        Path pidFile,
        Purpose purpose)
        implements Part {

    /** The same with more in its environment. */
    public JavaService with(Map<String, String> more) {
        var all = new HashMap<>(environment);
        all.putAll(more);
        return new JavaService(name, port, application, jvm, all, javaHome, directory, log, pidFile, purpose);
    }

    @Override
    public void start() {
        if (process().isPresent()) {
            return;
        }
        if (!Files.exists(application.jar())) {
            throw new Trouble(
                    "%s is not built: there is no %s".formatted(name, application.jar()),
                    "deploy/stack build builds it and says what went wrong");
        }
        var command = new ArrayList<String>();
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(jvm);
        command.addAll(purpose.options(application.aotCache()));
        command.addAll(application.arguments());
        Daemon.start(new Launch(name, command, purpose.environment(environment), directory, log, pidFile));
    }

    @Override
    public void stop() {
        process().ifPresent(daemon -> daemon.stop(Signal.TERM, purpose.stopBound()));
    }

    @Override
    public Optional<Daemon> process() {
        return Daemon.find(name, pidFile);
    }

    @Override
    public Condition condition() {
        return process().isPresent() ? HealthProbe.of(port) : Endings.of(name, pidFile);
    }

    @Override
    public String toString() {
        return name;
    }
}
