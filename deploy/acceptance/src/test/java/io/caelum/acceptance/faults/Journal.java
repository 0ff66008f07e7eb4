package io.caelum.acceptance.faults;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What the API has promised to the clients of a load, and what came of it. */
final class Journal {

    private static final long NEVER = Long.MAX_VALUE;

    private final ConcurrentMap<UUID, Fate> fates = new ConcurrentHashMap<>();

    Fate accepted(String name, UUID id) {
        return fates.computeIfAbsent(id, unknown -> new Fate(name, id));
    }

    Map<UUID, Fate> byId() {
        return Map.copyOf(fates);
    }

    List<Fate> in(Fate.State state) {
        return matching(fate -> fate.state == state).toList();
    }

    List<Fate> underWay() {
        return matching(Fate::isUnderWay).toList();
    }

    List<Fate> standing() {
        return matching(Fate::stands).toList();
    }

    boolean isAcceptedSince(long moment) {
        return firstAcceptedSince(moment) != NEVER;
    }

    boolean isActiveSince(long moment) {
        return firstActiveSince(moment) != NEVER;
    }

    long firstAcceptedSince(long moment) {
        return first(fate -> fate.accepted, moment);
    }

    long firstActiveSince(long moment) {
        return first(fate -> fate.activeAt, moment);
    }

    private long first(ToLongFunction<Fate> when, long since) {
        return fates.values().stream()
                .mapToLong(when)
                .filter(moment -> moment > since)
                .min()
                .orElse(NEVER);
    }

    private Stream<Fate> matching(Predicate<Fate> which) {
        return fates.values().stream().filter(which);
    }
}
