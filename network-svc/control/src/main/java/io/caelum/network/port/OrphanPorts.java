package io.caelum.network.port;

import io.caelum.network.neighbour.ComputeClient;
import io.caelum.network.sweep.Sweep;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Releases ports of servers that are gone: page after page it asks compute which of their owners live. A server is there
 * before its ports are made and until they are released, so a port of none is always a leftover. What users write into
 * their own ports is their affair: only those count that were made for a server, or bound for one.
 *
 * <p>Compute may be wrong: with a database that was restored from an old backup it knows none of the newer servers. So an
 * owner must be unknown in two looks, and where that is so of too many at once nothing is released: the log says so, the
 * doctor shows the ports, and whoever is sure has it release them.
 */
@ApplicationScoped
class OrphanPorts implements Sweep {

    private static final Logger LOG = Logger.getLogger(OrphanPorts.class);
    private static final Duration YOUNG = Duration.ofSeconds(10);
    /** Of so many sweeps, one is of this kind: it asks more than others, and hardly ever finds something. */
    private static final int ONE_IN = 10;
    /** What was found is looked at again so many sweeps later. */
    private static final int SOON = 3;

    /** So many owners may go at once, and no more; of those who have ports half at most, if they are more than a few. */
    private static final int MOST = 100;

    private static final int FEW = 10;

    private static final int PAGE = 5_000;
    private static final String BEFORE_ALL = "";

    /** In the order of the index on device_id. */
    private static final String OWNERS = """
            select distinct device_id from port
            where device_id <> '' and device_id > :after and device_owner like 'compute:%'
                and (made_for_server or binding_host <> '') and updated_at <= :young
                and device_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
            order by device_id limit :page""";

    @Inject
    Db db;

    @Inject
    ComputeClient compute;

    @Inject
    ServerPortService serverPorts;

    @Inject
    Clock clock;

    private String after = BEFORE_ALL;
    private int pause;
    /** Unknown to compute when it was asked last. */
    private Set<UUID> suspects = Set.of();

    @Override
    public Uni<Void> sweep() {
        if (pause-- > 0) {
            return Uni.createFrom().voidItem();
        }
        pause = ONE_IN - 1;
        return db.read(tx -> owners(tx, clock.instant())).chain(this::releaseOfGone);
    }

    private Uni<List<String>> owners(Tx tx, Instant now) {
        return tx.session()
                .createNativeQuery(OWNERS, String.class)
                .setParameter("after", after)
                .setParameter("young", now.minus(YOUNG))
                .setParameter("page", PAGE)
                .getResultList();
    }

    private Uni<Void> releaseOfGone(List<String> owners) {
        if (owners.isEmpty()) {
            goOnAfter(BEFORE_ALL);
            return Uni.createFrom().voidItem();
        }
        List<UUID> ids = owners.stream().map(UUID::fromString).toList();
        return compute.living(ids).chain(living -> {
            Set<UUID> unknown = without(ids, living);
            if (!unknown.isEmpty() && suspects.isEmpty()) {
                suspects = unknown;
                pause = SOON - 1;
                return Uni.createFrom().voidItem();
            }
            List<UUID> gone = unknown.stream().filter(suspects::contains).toList();
            goOnAfter(owners.size() < PAGE ? BEFORE_ALL : owners.getLast());
            return isTooMany(gone.size(), ids.size()) ? leave(gone.size(), ids.size()) : releaseAll(gone);
        });
    }

    private void goOnAfter(String owner) {
        after = owner;
        suspects = Set.of();
    }

    private static Set<UUID> without(List<UUID> ids, List<UUID> living) {
        var unknown = new HashSet<>(ids);
        living.forEach(unknown::remove);
        return unknown;
    }

    static boolean isTooMany(int gone, int owners) {
        return gone > MOST || gone > FEW && 2 * gone > owners;
    }

    private static Uni<Void> leave(int gone, int owners) {
        LOG.warnf(
                "compute does not know %d of %d servers that have ports, and nothing is released: was its database"
                        + " restored from a backup? doctor --repair releases them",
                gone, owners);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> releaseAll(List<UUID> gone) {
        return Multi.createFrom()
                .iterable(gone)
                .invoke(server -> LOG.warnf("ports of a server that is gone are released, server_id=%s", server))
                .onItem()
                .transformToUniAndConcatenate(serverPorts::release)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
