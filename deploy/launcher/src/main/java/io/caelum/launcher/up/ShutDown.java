package io.caelum.launcher.up;

import io.caelum.launcher.Console;
import io.caelum.launcher.field.Field;
import io.caelum.launcher.part.Part;
import io.caelum.launcher.part.Stack;
import io.caelum.launcher.process.Daemon;
import java.util.List;
import java.util.Set;

/** Stops a stack: first what uses, then what is used. */
public final class ShutDown {

    private final Stack stack;
    private final Console console;
    private final Set<Daemon> spared;

    public ShutDown(Stack stack, Console console) {
        this(stack, console, Set.of());
    }

    private ShutDown(Stack stack, Console console, Set<Daemon> spared) {
        this.stack = stack;
        this.console = console;
        this.spared = spared;
    }

    /** Lets these processes run on. */
    public ShutDown sparing(Set<Daemon> processes) {
        return new ShutDown(stack, console, processes);
    }

    public void run() {
        stop(stack.services());
        var keycloak = stack.infra().partOf(stack.infra().keycloak());
        stop(List.of(keycloak));
        stack.field().ifPresent(this::clear);
        stop(stack.infra().parts().stream().filter(part -> part != keycloak).toList());
    }

    /** An interrupted start leaves what stood before it. */
    private void clear(Field field) {
        if (spared.isEmpty() && field.isLaid()) {
            field.clear();
            console.event("%-16s taken away, with all guests in it".formatted("field"));
        }
    }

    private void stop(List<? extends Part> parts) {
        parts.parallelStream().forEach(part -> {
            var process = part.process();
            if (process.filter(spared::contains).isPresent()) {
                return;
            }
            // also where the main process died: helpers of it may be left
            part.stop();
            process.ifPresent(
                    ended -> console.event("%-16s stopped (was process %d)".formatted(part.name(), ended.pid())));
        });
    }
}
