package io.caelum.launcher.up;

import io.caelum.launcher.Console;
import io.caelum.launcher.part.JavaService;
import io.caelum.launcher.part.Stack;
import java.util.stream.Collectors;

/** From one set of options to another: stops what the new one has not, or has elsewhere. */
public final class Reshaping {

    private final Stack before;
    private final Stack after;
    private final Console console;

    public Reshaping(Stack before, Stack after, Console console) {
        this.before = before;
        this.after = after;
        this.console = console;
    }

    public void stopWhatChanges() {
        if (before.settings().portBase() != after.settings().portBase()
                || before.settings().driver() != after.settings().driver()) {
            new ShutDown(before, console).run();
            return;
        }
        var wanted = after.services().stream().map(JavaService::name).collect(Collectors.toSet());
        before.services().stream()
                .filter(service -> !wanted.contains(service.name()))
                .forEach(JavaService::stop);
    }
}
