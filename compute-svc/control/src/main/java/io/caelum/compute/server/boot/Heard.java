package io.caelum.compute.server.boot;

import io.caelum.compute.server.boot.BootData.Try;
import io.caelum.platform.workflow.Run;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What hosts and the network service have told a workflow that has a guest built, as far as it is about the present try.
 *
 * @param signals all that came, oldest first
 * @param host of the present try
 * @param generation of the present try
 * @param before how many signals came before the ports were bound to the host: what they say about ports is void
 */
public record Heard(List<Run.Signal> signals, Optional<String> host, long generation, int before) {

    static final String SPAWNED = "spawned";
    static final String FAILED = "failed";
    static final String VIF = "vif";
    static final String HOST_DOWN = "host-down";
    static final String MISSING = "missing";
    static final String TERMINATED = "terminated";

    /** @param elsewhere true when another host may do better */
    public record Failed(String host, long generation, String step, String reason, boolean elsewhere) {}

    public boolean hasSpawned() {
        return named(signals.stream(), SPAWNED, this::isOfThisTry).findAny().isPresent();
    }

    public Optional<Failed> failure() {
        return named(signals.stream(), FAILED, this::isOfThisTry)
                .findAny()
                .map(signal -> new Failed(
                        text(signal, "host"),
                        signal.payload().path("generation").asLong(),
                        text(signal, "step"),
                        text(signal, "reason"),
                        signal.payload().path("elsewhere").asBoolean()));
    }

    public boolean hostIsDown() {
        return named(signals.stream(), HOST_DOWN, signal -> host.equals(Optional.of(text(signal, "host"))))
                .findAny()
                .isPresent();
    }

    /** Whether the newest word is that the host does not have the guest. */
    public boolean guestIsMissing() {
        return named(signals.stream().skip(Math.max(0, signals.size() - 1)), MISSING, this::isOfThisTry)
                .findAny()
                .isPresent();
    }

    /** The newest word about a port; empty if nothing was heard. */
    public Optional<Boolean> plugged(UUID port) {
        return named(
                        signals.stream().skip(before),
                        VIF,
                        signal -> text(signal, "port").equals(port.toString()))
                .reduce((older, newer) -> newer)
                .map(signal -> signal.payload().path("plugged").asBoolean());
    }

    /** Whether the host of a former try has said that it has no guest of that try, and never will. */
    static boolean isOver(Try former, List<Run.Signal> signals) {
        return signals.stream()
                .filter(signal ->
                        signal.name().equals(TERMINATED) || signal.name().equals(FAILED))
                .anyMatch(signal -> text(signal, "host").equals(former.host())
                        && signal.payload().path("generation").asLong() >= former.generation());
    }

    private static Stream<Run.Signal> named(Stream<Run.Signal> signals, String name, Predicate<Run.Signal> which) {
        return signals.filter(signal -> signal.name().equals(name)).filter(which);
    }

    private boolean isOfThisTry(Run.Signal signal) {
        return signal.payload().path("generation").asLong() == generation
                && host.equals(Optional.of(text(signal, "host")));
    }

    private static String text(Run.Signal signal, String key) {
        return signal.payload().path(key).asText();
    }
}
