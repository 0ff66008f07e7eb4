package io.caelum.networknode.keep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What was made is a file with the plan in it. Things take as long, and fail as often, as the folder's {@code
 * behaviour.properties} says, read anew each time: {@code ensure.latency-ms}, {@code ensure.failure} (why it fails; none
 * if empty), {@code ensure.waits-for}, and the same for {@code remove}.
 */
public abstract class SimulatedProvision<P> implements Provision<P> {

    private static final String BEHAVIOUR = "behaviour.properties";

    private final PlanKind<P> kind;
    private final PlanFiles<P> made;
    private final Path behaviour;

    protected SimulatedProvision(PlanKind<P> kind, Path folder) {
        this.kind = kind;
        this.made = new PlanFiles<>(folder, kind);
        this.behaviour = folder.resolve(BEHAVIOUR);
    }

    @Override
    public final String name() {
        return "simulated";
    }

    @Override
    public final void ensure(P plan) throws NotInPlace {
        act("ensure");
        if (!made(kind.idOf(plan)).filter(plan::equals).isPresent()) {
            made.write(plan);
        }
    }

    @Override
    public final void remove(UUID id) throws NotInPlace {
        act("remove");
        made.delete(id);
    }

    @Override
    public final Set<UUID> present() {
        return all().stream().map(kind::idOf).collect(Collectors.toSet());
    }

    /** Nothing runs here that could end. */
    @Override
    public final Set<UUID> broken() {
        return Set.of();
    }

    protected final Optional<P> made(UUID id) {
        return all().stream().filter(plan -> kind.idOf(plan).equals(id)).findFirst();
    }

    private List<P> all() {
        return made.readAll();
    }

    private void act(String operation) throws NotInPlace {
        Properties wanted = read();
        pause(Long.parseLong(wanted.getProperty(operation + ".latency-ms", "0").strip()));
        String obstacle = wanted.getProperty(operation + ".waits-for", "").strip();
        if (!obstacle.isEmpty()) {
            throw NotInPlace.waiting(obstacle);
        }
        String failure = wanted.getProperty(operation + ".failure", "").strip();
        if (!failure.isEmpty()) {
            throw NotInPlace.failed(failure);
        }
    }

    private Properties read() {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(behaviour)) {
            properties.load(in);
        } catch (NoSuchFileException none) {
            // the usual case: at once and without failures
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static void pause(long millis) throws NotInPlace {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NotInPlace.failed(e);
        }
    }
}
