package io.caelum.compute.worker.guest;

import io.caelum.compute.worker.guest.LedgerEntry.Phase;
import io.caelum.compute.worker.state.JsonFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What this host was told to do, for each server, written down before it is done. It fences off late messages: a build
 * that is older than what has been seen, or whose server has been terminated, is not begun again.
 */
final class Ledger {

    /** What is to be done with a request to build. */
    enum Admission {
        BUILD,
        /** It is being built. */
        UNDER_WAY,
        /** It was built, or failed: the answer may have been lost. */
        TELL_AGAIN,
        /** Too late: the server has been built anew since, or terminated. */
        STALE
    }

    private final JsonFolder<LedgerEntry> files;
    private final Map<UUID, LedgerEntry> entries;
    private final Clock clock;
    private final Duration memory;

    /** @param memory how long servers that are gone are remembered */
    Ledger(Path state, Duration memory, Clock clock) {
        this.files = new JsonFolder<>(state.resolve("servers"), LedgerEntry.class);
        this.entries = new ConcurrentHashMap<>(files.readAll());
        this.clock = clock;
        this.memory = memory;
    }

    Admission admit(UUID server, long generation) {
        var admission = new Admission[1];
        change(server, known -> {
            admission[0] = admission(known, generation);
            return admission[0] == Admission.BUILD
                    ? LedgerEntry.building(
                            server, generation, known == null ? -1 : known.terminatedUpTo(), clock.instant())
                    : known;
        });
        return admission[0];
    }

    private static Admission admission(@Nullable LedgerEntry known, long generation) {
        if (known == null) {
            return Admission.BUILD;
        }
        if (generation <= known.terminatedUpTo() || generation < known.generation()) {
            return Admission.STALE;
        }
        if (generation > known.generation()) {
            return Admission.BUILD;
        }
        return known.phase() == Phase.BUILDING ? Admission.UNDER_WAY : Admission.TELL_AGAIN;
    }

    /** From now on builds up to this generation are refused. A build of a higher one goes on. */
    LedgerEntry terminating(UUID server, long generation) {
        return change(server, known -> {
            boolean newerLives = known != null && known.generation() > generation;
            long upTo = known == null ? generation : Math.max(generation, known.terminatedUpTo());
            return newerLives
                    ? new LedgerEntry(
                            server,
                            known.generation(),
                            upTo,
                            known.phase(),
                            known.told(),
                            known.failure(),
                            known.changedAt())
                    : new LedgerEntry(
                            server, generation, upTo, Phase.TERMINATING, false, Optional.empty(), clock.instant());
        });
    }

    Optional<LedgerEntry> running(UUID server, long generation) {
        return outcome(server, generation, known -> known.running(clock.instant()));
    }

    Optional<LedgerEntry> failed(UUID server, long generation, LedgerEntry.Failure failure) {
        return outcome(server, generation, known -> known.failed(failure, clock.instant()));
    }

    /** Empty when the build has been overtaken by a newer one or by a termination. */
    private Optional<LedgerEntry> outcome(UUID server, long generation, UnaryOperator<LedgerEntry> written) {
        LedgerEntry now = change(server, known -> isBuilding(known, generation) ? written.apply(known) : known);
        return Optional.ofNullable(now)
                .filter(entry -> entry.generation() == generation)
                .filter(entry -> entry.phase() == Phase.RUNNING || entry.phase() == Phase.FAILED);
    }

    /** Whether this very guest was built and is to stay. */
    boolean isRunning(UUID server, long generation) {
        LedgerEntry entry = entries.get(server);
        return entry != null && entry.phase() == Phase.RUNNING && entry.generation() == generation;
    }

    boolean isStillWanted(UUID server, long generation) {
        return isBuilding(entries.get(server), generation);
    }

    private static boolean isBuilding(@Nullable LedgerEntry entry, long generation) {
        return entry != null && entry.phase() == Phase.BUILDING && entry.generation() == generation;
    }

    Optional<LedgerEntry> terminated(UUID server) {
        LedgerEntry now = change(
                server,
                known -> known != null && known.phase() == Phase.TERMINATING
                        ? known.terminated(clock.instant())
                        : known);
        return Optional.ofNullable(now).filter(entry -> entry.phase() == Phase.TERMINATED);
    }

    void told(LedgerEntry report) {
        change(report.serverId(), known -> known != null && known.saysTheSameAs(report) ? known.withTold() : known);
    }

    /** False when something newer has happened to the server since. */
    boolean isStillTrue(LedgerEntry report) {
        LedgerEntry known = entries.get(report.serverId());
        return known != null && known.saysTheSameAs(report);
    }

    Optional<LedgerEntry> find(UUID server) {
        return Optional.ofNullable(entries.get(server));
    }

    List<LedgerEntry> all() {
        return List.copyOf(entries.values());
    }

    /** Forgets servers that have been gone for long enough. */
    void prune() {
        Instant old = clock.instant().minus(memory);
        for (LedgerEntry entry : all()) {
            if (entry.isSettled() && entry.changedAt().isBefore(old)) {
                change(entry.serverId(), known -> entry.equals(known) ? null : known);
            }
        }
    }

    private @Nullable LedgerEntry change(UUID server, UnaryOperator<@Nullable LedgerEntry> change) {
        return entries.compute(server, (id, known) -> {
            LedgerEntry next = change.apply(known);
            if (next == null) {
                files.delete(id);
            } else if (!next.equals(known)) {
                files.write(id, next);
            }
            return next;
        });
    }
}
