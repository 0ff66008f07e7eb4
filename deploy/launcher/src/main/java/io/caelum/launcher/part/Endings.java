package io.caelum.launcher.part;

import io.caelum.launcher.process.Daemon;
import java.nio.file.Path;

/** Tells a process that was never started, or was stopped, from one that died: the latter's pid file is still there. */
public final class Endings {

    private Endings() {}

    public static Condition of(String name, Path pidFile) {
        return Daemon.recorded(name, pidFile)
                .map(dead -> new Condition.Down("died (was process " + dead.pid() + ")"))
                .orElse(new Condition.Down("not running"));
    }
}
