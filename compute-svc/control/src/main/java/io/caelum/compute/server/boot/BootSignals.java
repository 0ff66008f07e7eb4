package io.caelum.compute.server.boot;

import io.caelum.platform.data.Tx;
import io.caelum.platform.workflow.Run;
import io.caelum.platform.workflow.Workflows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What hosts and the network service tell a boot that is under way. Each may come twice, early or too late. */
@ApplicationScoped
public class BootSignals {

    static final String SPAWNED = "spawned";
    static final String FAILED = "failed";
    static final String VIF = "vif";
    static final String HOST_DOWN = "host-down";
    static final String MISSING = "missing";

    private final Workflows workflows;

    BootSignals(Workflows workflows) {
        this.workflows = workflows;
    }

    record Spawned(String host, long generation) {}

    record Failed(String host, long generation, String step, String reason, boolean elsewhere) {}

    record Vif(String port, boolean plugged) {}

    record HostDown(String host) {}

    record Missing(String host, long generation) {}

    /** @return whether a boot of the server was there to hear it */
    public Uni<Boolean> spawned(Tx tx, UUID server, String host, long generation) {
        return workflows.signal(tx, BootServer.KIND, server, SPAWNED, new Spawned(host, generation));
    }

    public Uni<Boolean> failed(
            Tx tx, UUID server, String host, long generation, String step, String reason, boolean elsewhere) {
        return workflows.signal(
                tx, BootServer.KIND, server, FAILED, new Failed(host, generation, step, reason, elsewhere));
    }

    public Uni<Boolean> vifPlugged(Tx tx, UUID server, UUID port, boolean well) {
        return workflows.signal(tx, BootServer.KIND, server, VIF, new Vif(port.toString(), well));
    }

    public Uni<Boolean> hostDown(Tx tx, UUID server, String host) {
        return workflows.signal(tx, BootServer.KIND, server, HOST_DOWN, new HostDown(host));
    }

    /** The host has no such guest, though it was told some time ago to build it. */
    public Uni<Boolean> missing(Tx tx, UUID server, String host, long generation) {
        return workflows.signal(tx, BootServer.KIND, server, MISSING, new Missing(host, generation));
    }

    static boolean hasSpawned(Run<BootData> run) {
        return named(run.signals().stream(), SPAWNED, isOfThisTry(run))
                .findAny()
                .isPresent();
    }

    static Optional<Failed> failureOf(Run<BootData> run) {
        return named(run.signals().stream(), FAILED, isOfThisTry(run))
                .findAny()
                .map(signal -> new Failed(
                        text(signal, "host"),
                        signal.payload().path("generation").asLong(),
                        text(signal, "step"),
                        text(signal, "reason"),
                        signal.payload().path("elsewhere").asBoolean()));
    }

    static boolean hostIsDown(Run<BootData> run) {
        return named(
                        run.signals().stream(),
                        HOST_DOWN,
                        signal -> run.data().host().equals(Optional.of(text(signal, "host"))))
                .findAny()
                .isPresent();
    }

    /** Whether the newest word is that the host does not have the guest. */
    static boolean guestIsMissing(Run<BootData> run) {
        int before = Math.max(0, run.signals().size() - 1);
        return named(run.signals().stream().skip(before), MISSING, isOfThisTry(run))
                .findAny()
                .isPresent();
    }

    /** The newest word about a port in this try; empty if nothing was heard. */
    static Optional<Boolean> plugged(Run<BootData> run, UUID port) {
        return named(ofThisTry(run), VIF, signal -> text(signal, "port").equals(port.toString()))
                .reduce((older, newer) -> newer)
                .map(signal -> signal.payload().path("plugged").asBoolean());
    }

    private static Stream<Run.Signal> ofThisTry(Run<BootData> run) {
        return run.signals().stream().skip(run.data().heard());
    }

    private static Stream<Run.Signal> named(Stream<Run.Signal> signals, String name, Predicate<Run.Signal> which) {
        return signals.filter(signal -> signal.name().equals(name)).filter(which);
    }

    private static Predicate<Run.Signal> isOfThisTry(Run<BootData> run) {
        return signal ->
                signal.payload().path("generation").asLong() == run.data().generation()
                        && run.data().host().equals(Optional.of(text(signal, "host")));
    }

    private static String text(Run.Signal signal, String key) {
        return signal.payload().path(key).asText();
    }
}
