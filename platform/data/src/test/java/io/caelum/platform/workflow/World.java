package io.caelum.platform.workflow;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** What the journeys of the tests do outside the database: a neighbour with a memory, which tests may make fail. */
@Singleton
class World {

    private final Map<UUID, Set<String>> effects = new ConcurrentHashMap<>();
    private final Map<UUID, List<String>> calls = new ConcurrentHashMap<>();
    private final Map<String, Function<Run<?>, RuntimeException>> failures = new ConcurrentHashMap<>();

    /** Looks before creating: twice is once. */
    void make(Run<?> run, String what) {
        called(run, what);
        effects.computeIfAbsent(run.resourceId(), id -> ConcurrentHashMap.newKeySet())
                .add(what);
    }

    void remove(Run<?> run, String what) {
        called(run, "undo " + what);
        effects.getOrDefault(run.resourceId(), ConcurrentHashMap.newKeySet()).remove(what);
    }

    void called(Run<?> run, String what) {
        calls.computeIfAbsent(run.resourceId(), id -> new CopyOnWriteArrayList<>())
                .add(what);
        var failure = failures.get(run.resourceId() + what);
        if (failure != null) {
            var thrown = failure.apply(run);
            if (thrown != null) {
                throw thrown;
            }
        }
    }

    /** @param failure null from it means: this time it works */
    void failing(UUID resource, String what, Function<Run<?>, RuntimeException> failure) {
        failures.put(resource + what, failure);
    }

    Set<String> effectsOf(UUID resource) {
        return new TreeSet<>(effects.getOrDefault(resource, Set.of()));
    }

    List<String> callsOf(UUID resource) {
        return new ArrayList<>(calls.getOrDefault(resource, List.of()));
    }
}
