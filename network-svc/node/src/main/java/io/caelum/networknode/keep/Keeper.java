package io.caelum.networknode.keep;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps all that should be on a host as it should be: messages change what that is, {@link #watch} and {@link #repair} see
 * to it, {@link #compare} makes good what messages did not. Plain blocking code, to be called on virtual threads.
 */
public final class Keeper<P> {

    /** Tells network control what became of a plan. */
    public interface Listener {
        void ready(UUID id, long revision, Optional<String> error);
    }

    private static final Logger LOG = Logger.getLogger(Keeper.class);

    private final PlanKind<P> kind;
    private final Provision<P> provision;
    private final PlanFiles<P> files;
    private final Listener control;
    private final Map<UUID, P> plans = new ConcurrentHashMap<>();
    private final Map<UUID, Outcome> told = new ConcurrentHashMap<>();
    private final Ended ended = new Ended();
    private final Retries retries;
    private final ReentrantLock[] locks = new ReentrantLock[64];

    /** Begins with the plans that are in the files. */
    public Keeper(PlanKind<P> kind, Provision<P> provision, PlanFiles<P> files, Listener control, Clock clock) {
        this.kind = kind;
        this.provision = provision;
        this.files = files;
        this.control = control;
        this.retries = new Retries(clock);
        for (int i = 0; i < locks.length; i++) {
            locks[i] = new ReentrantLock();
        }
        files.readAll().forEach(plan -> plans.put(kind.idOf(plan), plan));
    }

    public List<P> plans() {
        return List.copyOf(plans.values());
    }

    public Optional<P> plan(UUID id) {
        return Optional.ofNullable(plans.get(id));
    }

    /** Answers also for what is in place already: the first answer may have been lost. */
    public void changed(P plan) {
        UUID id = kind.idOf(plan);
        locked(id, () -> {
            if (isOld(plan)) {
                return;
            }
            if (!plan.equals(plans.get(id))) {
                files.write(plan);
                plans.put(id, plan);
            }
            told.remove(id);
            ensure(plan);
        });
    }

    public void removed(UUID id, long revision) {
        ended.add(id, revision);
        locked(id, () -> {
            P kept = plans.get(id);
            if (kept == null || kind.revisionOf(kept) <= revision) {
                forget(id);
            }
        });
    }

    /** What is there without a plan goes, what is not as planned becomes so. */
    public void repair() {
        for (UUID leftover : provision.present()) {
            locked(leftover, () -> {
                if (!plans.containsKey(leftover)) {
                    takeAway(leftover);
                }
            });
        }
        plans.keySet().forEach(this::ensureKept);
    }

    /** What cannot wait for the next {@link #repair}: processes that ended, and what did not succeed. */
    public void watch() {
        provision.broken().stream()
                .filter(id -> plans.containsKey(id) && !retries.isPending(id))
                .forEach(this::ensureKept);
        plans.keySet().stream().filter(retries::isDue).forEach(this::ensureKept);
    }

    /**
     * Compares with what network control wants.
     *
     * @param before the plans as they were before it was asked: what came in between is no leftover
     */
    public void compare(List<P> before, List<P> wanted) {
        Set<UUID> ids = wanted.stream().map(kind::idOf).collect(Collectors.toSet());
        for (P kept : before) {
            if (!ids.contains(kind.idOf(kept))) {
                removed(kind.idOf(kept), kind.revisionOf(kept));
            }
        }
        for (P plan : wanted) {
            if (!plan.equals(plans.get(kind.idOf(plan)))) {
                changed(plan);
            }
        }
    }

    private boolean isOld(P plan) {
        P kept = plans.get(kind.idOf(plan));
        return ended.contains(kind.idOf(plan), kind.revisionOf(plan))
                || (kept != null && kind.revisionOf(kept) > kind.revisionOf(plan));
    }

    private void ensureKept(UUID id) {
        locked(id, () -> plan(id).ifPresent(this::ensure));
    }

    private void ensure(P plan) {
        UUID id = kind.idOf(plan);
        try {
            provision.ensure(plan);
            retries.over(id);
            tell(plan, Optional.empty());
        } catch (NotInPlace e) {
            retries.failed(id);
            if (e.isWaiting()) {
                LOG.debugf("%s has to wait, %s_id=%s for=%s", kind.noun(), kind.noun(), id, e.getMessage());
            } else {
                LOG.warnf("%s is not in place, %s_id=%s error=%s", kind.noun(), kind.noun(), id, e.getMessage());
                tell(plan, Optional.of(e.getMessage()));
            }
        } catch (RuntimeException e) {
            retries.failed(id);
            LOG.errorf(e, "%s is not in place, %s_id=%s", kind.noun(), kind.noun(), id);
            tell(plan, Optional.of("the agent failed; its log says why"));
        }
    }

    private void forget(UUID id) {
        plans.remove(id);
        told.remove(id);
        retries.over(id);
        files.delete(id);
        takeAway(id);
    }

    private void takeAway(UUID id) {
        try {
            provision.remove(id);
            LOG.infof("%s taken away, %s_id=%s", kind.noun(), kind.noun(), id);
        } catch (NotInPlace e) {
            LOG.warnf(
                    "%s cannot be taken away; it will be tried again, %s_id=%s error=%s",
                    kind.noun(), kind.noun(), id, e.getMessage());
        }
    }

    /** Once for each revision and outcome; what was not heard is said again in the next round. */
    private void tell(P plan, Optional<String> error) {
        UUID id = kind.idOf(plan);
        var outcome = new Outcome(kind.revisionOf(plan), error);
        if (outcome.equals(told.get(id))) {
            return;
        }
        try {
            control.ready(id, outcome.revision, error);
            told.put(id, outcome);
            LOG.infof(
                    "%s %s, %s_id=%s revision=%d",
                    kind.noun(),
                    error.isEmpty() ? "in place" : "reported as failed",
                    kind.noun(),
                    id,
                    outcome.revision);
        } catch (RuntimeException e) {
            LOG.infof(
                    "network control did not hear of a %s; it will be told again, %s_id=%s error=%s",
                    kind.noun(), kind.noun(), id, e.getMessage());
        }
    }

    private void locked(UUID id, Runnable work) {
        ReentrantLock lock = locks[Math.floorMod(id.hashCode(), locks.length)];
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private record Outcome(long revision, Optional<String> error) {}
}
