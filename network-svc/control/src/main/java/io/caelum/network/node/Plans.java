package io.caelum.network.node;

import io.caelum.network.neighbour.NodeClient;
import io.caelum.network.sweep.Nudge;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.RouterPlan;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.RowJson;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells agents of their plans. Callers only name what has changed; who hosts it is looked up after the commit, for all
 * that changed at about the same time, so a change costs its caller nothing, and one that concerns nobody next to nothing.
 */
@ApplicationScoped
public class Plans {

    private static final String TOLD = """
            update hosting set told_revision = $3, digest = $4, due_at = $5
            where resource_id = $1 and host = $2 and told_revision < $3
            """;

    private static final String COMPARED = "update hosting set due_at = $3 where resource_id = $1 and host = $2";

    private final Db db;
    private final Hostings hostings;
    private final RouterPlans routerPlans;
    private final DhcpPlans dhcpPlans;
    private final DhcpPorts dhcpPorts;
    private final NodeClient nodes;
    private final NodeSettings settings;
    private final Clock clock;
    private final Nudge<UUID> routers;
    private final Nudge<UUID> networks;

    @Inject
    Plans(
            Db db,
            Hostings hostings,
            RouterPlans routerPlans,
            DhcpPlans dhcpPlans,
            DhcpPorts dhcpPorts,
            NodeClient nodes,
            NodeSettings settings,
            Clock clock,
            Vertx vertx) {
        this.db = db;
        this.hostings = hostings;
        this.routerPlans = routerPlans;
        this.dhcpPlans = dhcpPlans;
        this.dhcpPorts = dhcpPorts;
        this.nodes = nodes;
        this.settings = settings;
        this.clock = clock;
        this.routers = new Nudge<>(vertx, settings.gatherFor(), ids -> tell(NodeKind.ROUTER, ids));
        this.networks = new Nudge<>(vertx, settings.gatherFor(), ids -> tell(NodeKind.DHCP, ids));
    }

    /** A router, or what is on a network, is another one after the commit. */
    public void changedAfter(Tx tx, NodeKind kind, UUID id) {
        Nudge<UUID> nudge = switch (kind) {
            case ROUTER -> routers;
            case DHCP -> networks;
        };
        tx.afterCommit(() -> nudge.about(id));
    }

    /** Tells those who host these, if there is anything new to them or if they have not confirmed it. */
    Uni<Void> tell(NodeKind kind, Set<UUID> ids) {
        return switch (kind) {
            case ROUTER -> db.read(tx -> hostings.numbered(tx, kind, ids)).chain(this::tellOfRouters);
            case DHCP ->
                db.read(tx -> hostings.numbered(tx, kind, ids))
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : dhcpPorts.complete(found).chain(() -> tellOfNetworks(found)));
        };
    }

    private Uni<Void> tellOfRouters(List<Hosting> found) {
        return found.isEmpty()
                ? Uni.createFrom().voidItem()
                : db.read(tx -> routerPlans.of(tx, found))
                        .chain(plans -> send(found, plans, RouterPlan::routerId, RouterPlans::digested, nodes::router));
    }

    private Uni<Void> tellOfNetworks(List<Hosting> found) {
        return db.read(tx -> dhcpPlans.of(tx, found))
                .chain(plans -> send(found, plans, DhcpPlan::networkId, DhcpPlans::digested, nodes::network));
    }

    Uni<List<RouterPlan>> routersOf(String host) {
        return db.read(tx -> hostings.numberedOn(tx, NodeKind.ROUTER, host)
                .chain(found ->
                        found.isEmpty() ? Uni.createFrom().item(List.<RouterPlan>of()) : routerPlans.of(tx, found)));
    }

    Uni<List<DhcpPlan>> networksOf(String host) {
        return db.read(tx -> hostings.numberedOn(tx, NodeKind.DHCP, host)
                .chain(found ->
                        found.isEmpty() ? Uni.createFrom().item(List.<DhcpPlan>of()) : dhcpPlans.of(tx, found)));
    }

    private interface Sender<P> {
        void send(String host, P plan);
    }

    private <P> Uni<Void> send(
            List<Hosting> found, List<P> plans, Function<P, UUID> id, Function<P, P> digested, Sender<P> sender) {
        Map<UUID, Hosting> byId = found.stream().collect(Collectors.toMap(Hosting::resourceId, Function.identity()));
        Instant now = clock.instant();
        return db.withTransaction(tx -> {
            for (P plan : plans) {
                Hosting hosting = Objects.requireNonNull(byId.get(id.apply(plan)));
                String digest = digest(digested.apply(plan));
                if (hosting.confirmed() && digest.equals(hosting.digest())) {
                    tx.ahead(COMPARED, hosting.resourceId(), hosting.host(), offset(now.plus(settings.compareEvery())));
                } else {
                    tx.ahead(
                            TOLD,
                            hosting.resourceId(),
                            hosting.host(),
                            hosting.revision(),
                            digest,
                            offset(now.plus(settings.repeatAfter())));
                    tx.afterCommit(() -> sender.send(hosting.host(), plan));
                }
            }
            return Uni.createFrom().voidItem();
        });
    }

    private static OffsetDateTime offset(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static String digest(Object plan) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(RowJson.write(plan).getBytes(StandardCharsets.UTF_8)), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
