package io.caelum.platform.workflow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a process holds while it lives: its name as a lease holder, the leases, and what waits for its turn. A crash
 * loses exactly this.
 */
final class Shift {

    private final WorkflowStore rows;
    private final Surroundings surroundings;
    private final long leaseNanos;
    private final int concurrency;
    private final Map<UUID, Held> held = new HashMap<>();
    private final Deque<WorkflowRow> queue = new ArrayDeque<>();
    private int active;
    private volatile boolean over;
    private volatile boolean dead;

    Shift(WorkflowStore rows, Surroundings surroundings, Duration lease, int concurrency) {
        this.rows = rows;
        this.surroundings = surroundings;
        this.leaseNanos = lease.toNanos();
        this.concurrency = concurrency;
    }

    private static final class Held {
        final long generation;
        long extendedAt;

        Held(long generation, long asked) {
            this.generation = generation;
            this.extendedAt = asked;
        }
    }

    WorkflowStore rows() {
        return rows;
    }

    /** The process has died, in a rehearsal: what fails now is not handled any more, and nothing is held. */
    void die() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    /** No further step is begun. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /**
     * Holds a leased workflow; it may run now if the answer is true, otherwise it was known already or has to wait.
     *
     * @param asked when the lease was asked for: it was given later than that, and the answer may have taken long
     */
    synchronized boolean take(WorkflowRow row, long asked) {
        Held known = held.get(row.id);
        if (known != null && known.generation >= row.generation) {
            return false;
        }
        held.put(row.id, new Held(row.generation, asked));
        if (active >= concurrency) {
            queue.add(row);
            return false;
        }
        active++;
        return true;
    }

    /** This lease's work has ended. Returns what may run instead. */
    synchronized Optional<WorkflowRow> drop(WorkflowRow row) {
        release(row);
        for (WorkflowRow next = queue.poll(); next != null; next = queue.poll()) {
            if (isStillHeld(next)) {
                return Optional.of(next);
            }
            release(next);
        }
        active--;
        return Optional.empty();
    }

    private void release(WorkflowRow row) {
        Held known = held.get(row.id);
        if (known != null && known.generation == row.generation) {
            held.remove(row.id);
        }
    }

    /** Whether nobody else can have leased it: not if this process was stopped for longer than its lease. */
    synchronized boolean isStillHeld(WorkflowRow row) {
        Held known = held.get(row.id);
        return !dead
                && known != null
                && known.generation == row.generation
                && surroundings.nanos() - known.extendedAt < leaseNanos;
    }

    /** Each record of progress is a renewal, too. */
    synchronized void extended(WorkflowRow row, long asked) {
        Held known = held.get(row.id);
        if (known != null && known.generation == row.generation) {
            known.extendedAt = Math.max(known.extendedAt, asked);
        }
    }

    /** Whose lease has to be renewed. */
    synchronized List<UUID> ageing() {
        long now = surroundings.nanos();
        var ids = new ArrayList<UUID>();
        held.forEach((id, lease) -> {
            if (now - lease.extendedAt > leaseNanos / 4) {
                ids.add(id);
            }
        });
        return ids;
    }

    synchronized void renewed(List<UUID> ids, long at) {
        for (UUID id : ids) {
            Held known = held.get(id);
            if (known != null) {
                known.extendedAt = Math.max(known.extendedAt, at);
            }
        }
    }

    /** How many more may be taken. */
    synchronized int room() {
        return Math.max(0, concurrency - active - queue.size());
    }

    synchronized boolean isIdle() {
        return active == 0;
    }
}
