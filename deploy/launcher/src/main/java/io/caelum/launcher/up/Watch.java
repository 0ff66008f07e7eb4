package io.caelum.launcher.up;

import io.caelum.launcher.Console;
import io.caelum.launcher.Trouble;
import io.caelum.launcher.part.Condition;
import io.caelum.launcher.part.Part;
import io.caelum.launcher.process.LogTail;
import io.caelum.launcher.process.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Watches parts until all are ready, and tells what happens meanwhile. */
public final class Watch {

    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration REMINDER = Duration.ofSeconds(10);

    private final List<Part> waiting;
    private final Console console;
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private Duration reminded;

    public Watch(List<? extends Part> parts, Console console) {
        this.waiting = new ArrayList<>(parts);
        this.console = console;
        this.reminded = console.elapsed();
    }

    public void untilReady() {
        var end = console.elapsed().plus(BOUND);
        while (true) {
            look();
            if (waiting.isEmpty()) {
                return;
            }
            if (console.elapsed().compareTo(end) > 0) {
                throw new Trouble(
                        "not ready after %d minutes:%n%s".formatted(BOUND.toMinutes(), reasons()),
                        "deploy/stack doctor looks closer; deploy/stack logs NAME shows what a process says");
            }
            remind();
            Patience.pause(PAUSE);
        }
    }

    private void look() {
        reasons.clear();
        waiting.removeIf(part -> switch (part.condition()) {
            case Condition.Ready() -> {
                console.event("%-16s ready%s"
                        .formatted(part.name(), part.port() == Part.NO_PORT ? "" : " on port " + part.port()));
                yield true;
            }
            case Condition.Starting(var reason) -> {
                reasons.put(part.name(), reason);
                yield false;
            }
            case Condition.Down(var reason) ->
                throw new Trouble(
                        "%s %s; the last lines of its log:%n%s".formatted(part.name(), reason, LogTail.of(part.log())),
                        "all of it: deploy/stack logs " + part.name());
        });
    }

    private void remind() {
        if (console.elapsed().minus(reminded).compareTo(REMINDER) > 0) {
            reminded = console.elapsed();
            console.event("still waiting for\n" + reasons());
        }
    }

    private String reasons() {
        return reasons.entrySet().stream()
                .map(entry -> "             %-16s %s".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
