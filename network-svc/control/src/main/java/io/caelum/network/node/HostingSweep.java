package io.caelum.network.node;

import io.caelum.network.node.Hostings.Due;
import io.caelum.network.node.Hostings.Live;
import io.caelum.network.port.DevicePorts;
import io.caelum.network.sweep.Sweep;
import io.caelum.platform.data.Db;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Gives what nobody runs to an agent that lives, moves what a dead one had, and tells again what was not confirmed. Where
 * there is no agent, everything stays as it is: the resources are there, only nobody runs them.
 */
@ApplicationScoped
class HostingSweep implements Sweep {

    private static final Logger LOG = Logger.getLogger(HostingSweep.class);

    @Inject
    Db db;

    @Inject
    Hostings hostings;

    @Inject
    NodeHosting hosting;

    @Inject
    DevicePorts ports;

    @Inject
    Plans plans;

    @Inject
    NodeSettings settings;

    @Inject
    Clock clock;

    @Override
    public Uni<Void> sweep() {
        return place(NodeKind.ROUTER).chain(() -> place(NodeKind.DHCP)).chain(this::tellDue);
    }

    private Uni<Void> place(NodeKind kind) {
        return db.read(tx -> hostings.live(tx, kind))
                .chain(live -> live.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : placeHomeless(kind, live).chain(() -> moveForsaken(kind, live)));
    }

    private Uni<Void> placeHomeless(NodeKind kind, List<Live> live) {
        return db.read(tx -> hostings.homeless(tx, kind)).chain(ids -> {
            var turns = new Turns(live);
            return each(ids, id -> assign(kind, new Due(id, kind, ""), turns.next()));
        });
    }

    private Uni<Void> moveForsaken(NodeKind kind, List<Live> live) {
        Instant since = clock.instant().minus(settings.moveAfter());
        return db.read(tx -> hostings.forsaken(tx, kind, since)).chain(found -> {
            var turns = new Turns(live);
            return each(found, due -> assign(kind, due, turns.next()));
        });
    }

    private Uni<Void> assign(NodeKind kind, Due due, String host) {
        return ports.making(tx -> hosting.assign(tx, kind, due.resourceId(), due.host(), host)
                .call(given -> given && !due.host().isEmpty()
                        ? hosting.removedAfter(tx, kind, due.resourceId(), due.host())
                        : Uni.createFrom().voidItem())
                .invoke(given -> {
                    if (given) {
                        LOG.infof(
                                "placed, kind=%s resource_id=%s from=%s to=%s",
                                kind, due.resourceId(), due.host().isEmpty() ? "nobody" : due.host(), host);
                    }
                })
                .replaceWithVoid());
    }

    private Uni<Void> tellDue() {
        Instant now = clock.instant();
        return db.withTransaction(tx -> hostings.lease(tx, now, now.plus(settings.repeatAfter())))
                .chain(due -> each(
                                due,
                                one -> ports.making(tx -> hosting.align(tx, one.kind(), one.resourceId(), one.host())))
                        .chain(() -> tell(NodeKind.ROUTER, due))
                        .chain(() -> tell(NodeKind.DHCP, due)));
    }

    private Uni<Void> tell(NodeKind kind, List<Due> due) {
        Set<UUID> ids = due.stream()
                .filter(one -> one.kind() == kind)
                .map(Due::resourceId)
                .collect(Collectors.toSet());
        return ids.isEmpty() ? Uni.createFrom().voidItem() : plans.tell(kind, ids);
    }

    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<Void>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> work.apply(item)
                        .onFailure()
                        .recoverWithItem(failure -> {
                            LOG.warnf("a placement failed; the next round tries again, error=%s", failure.getMessage());
                            return null;
                        }))
                .collect()
                .last();
    }

    /** The least loaded first, counting what this round gives. */
    private static final class Turns {

        private final List<Live> live;

        Turns(List<Live> live) {
            this.live = new ArrayList<>(live);
        }

        String next() {
            Live least = live.stream().min(Comparator.comparingLong(Live::load)).orElseThrow();
            live.set(live.indexOf(least), new Live(least.host(), least.load() + 1));
            return least.host();
        }
    }
}
