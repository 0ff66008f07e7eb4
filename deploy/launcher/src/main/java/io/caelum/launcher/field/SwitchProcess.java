package io.caelum.launcher.field;

import io.caelum.launcher.part.Condition;
import io.caelum.launcher.part.Endings;
import io.caelum.launcher.part.Part;
import io.caelum.launcher.process.Daemon;
import io.caelum.launcher.process.Launch;
import io.caelum.launcher.process.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One of the two processes of a host's Open vSwitch. They listen on unix sockets only. */
record SwitchProcess(String name, HostSwitch owner, List<String> command, Path socket, Path log, Path pidFile)
        implements Part {

    private static final Duration STOP_BOUND = Duration.ofSeconds(5);

    @Override
    public int port() {
        return NO_PORT;
    }

    @Override
    public void start() {
        if (process().isEmpty()) {
            owner.prepare();
            Daemon.start(new Launch(name, command, owner.environment(), owner.folder(), log, pidFile));
        }
    }

    @Override
    public void stop() {
        process().ifPresent(daemon -> daemon.stop(Signal.TERM, STOP_BOUND));
    }

    @Override
    public Optional<Daemon> process() {
        return Daemon.find(name, pidFile);
    }

    @Override
    public Condition condition() {
        if (process().isEmpty()) {
            return Endings.of(name, pidFile);
        }
        return Files.exists(socket)
                ? new Condition.Ready()
                : new Condition.Starting("has not made its socket %s yet".formatted(socket));
    }
}
