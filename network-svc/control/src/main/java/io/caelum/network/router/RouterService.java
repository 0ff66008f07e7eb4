package io.caelum.network.router;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.node.NodeHosting;
import io.caelum.network.node.NodeKind;
import io.caelum.network.node.Plans;
import io.caelum.network.notice.Notices;
import io.caelum.network.policy.NetworkPolicy;
import io.caelum.network.policy.Ownership;
import io.caelum.network.port.DevicePorts;
import io.caelum.network.port.PortFacts;
import io.caelum.network.quota.NetworkQuota;
import io.caelum.network.quota.Quotas;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class RouterService {

    @Inject
    Db db;

    @Inject
    Routers routers;

    @Inject
    RouterGateway gateway;

    @Inject
    RouterRoutes routes;

    @Inject
    DevicePorts ports;

    @Inject
    NodeHosting nodes;

    @Inject
    Plans plans;

    @Inject
    Quotas quotas;

    @Inject
    Notices notices;

    @Inject
    Clock clock;

    Uni<List<RouterView>> list(RequestContext caller, ListRequest request) {
        return db.read(tx -> routers.list(tx, caller, request))
                .map(rows -> rows.stream().map(RouterView::of).toList());
    }

    Uni<RouterView> show(RequestContext caller, UUID id) {
        return db.read(tx -> routers.require(tx, caller, id)).map(RouterView::of);
    }

    Uni<RouterView> create(RequestContext caller, CreateRouter wanted) {
        String project = Ownership.projectFor(caller, wanted.projectId());
        checkMayCreate(wanted.gateway());
        return ports.making(tx -> {
                    var router = Router.requested(project, wanted, clock.instant());
                    return tx.session()
                            .insert(router)
                            .chain(() -> gateway.apply(tx, caller, router, wanted.gateway()))
                            .chain(() -> tx.session().update(router))
                            .chain(() ->
                                    notices.created(tx, "router", router.id, wanted.asked(), RouterView.of(router)))
                            .chain(() -> quotas.require(tx, NetworkQuota.ROUTER, List.of(project)))
                            .replaceWith(router);
                })
                .map(RouterView::of);
    }

    private static void checkMayCreate(@Nullable GatewayWish wish) {
        if (wish != null && wish.enableSnat() != null) {
            NetworkPolicy.CREATE_ROUTER_SNAT.check();
        }
        if (wish != null && wish.fixedIps() != null) {
            NetworkPolicy.CREATE_ROUTER_ADDRESSES.check();
        }
    }

    Uni<RouterView> update(RequestContext caller, UUID id, UpdateRouter wanted, @Nullable Integer revision) {
        checkMayChange(wanted.gateway());
        return ports.making(tx -> routers.requireLocked(tx, caller, id)
                        .invoke(router -> router.requireRevision(revision))
                        .call(router -> gateway.apply(tx, caller, router, wanted.gateway()))
                        .call(router -> routes.replace(tx, router, wanted.routes()))
                        .invoke(router -> setPlainAttributes(router, wanted))
                        .call(router -> save(tx, router, wanted.asked())))
                .map(RouterView::of);
    }

    private static void checkMayChange(@Nullable GatewayWish wish) {
        if (wish != null && wish.enableSnat() != null) {
            NetworkPolicy.UPDATE_ROUTER_SNAT.check();
        }
        if (wish != null && wish.fixedIps() != null) {
            NetworkPolicy.UPDATE_ROUTER_ADDRESSES.check();
        }
    }

    private static void setPlainAttributes(Router router, UpdateRouter wanted) {
        router.name = or(wanted.name(), router.name);
        router.description = or(wanted.description(), router.description);
        router.adminStateUp = or(wanted.adminStateUp(), router.adminStateUp);
    }

    private Uni<Void> save(Tx tx, Router router, Map<String, Object> asked) {
        router.changed(clock.instant());
        plans.changedAfter(tx, NodeKind.ROUTER, router.id);
        return tx.session()
                .update(router)
                .chain(() -> notices.updated(tx, "router", router.id, asked, RouterView.of(router)));
    }

    Uni<RouterView> addRoutes(RequestContext caller, UUID id, List<Route> more) {
        return changeRoutes(caller, id, before -> {
            var after = new ArrayList<>(before);
            more.stream().filter(route -> !before.contains(route)).forEach(after::add);
            return after;
        });
    }

    Uni<RouterView> removeRoutes(RequestContext caller, UUID id, List<Route> gone) {
        return changeRoutes(
                caller,
                id,
                before -> before.stream().filter(route -> !gone.contains(route)).toList());
    }

    private Uni<RouterView> changeRoutes(RequestContext caller, UUID id, UnaryOperator<List<Route>> change) {
        return db.withTransaction(tx -> routers.requireLocked(tx, caller, id)
                        .call(router -> routes.replace(tx, router, change.apply(router.routes)))
                        .call(router -> save(tx, router, Map.of("routes", router.routes))))
                .map(RouterView::of);
    }

    Uni<Void> delete(RequestContext caller, UUID id, @Nullable Integer revision) {
        return db.withTransaction(tx -> routers.requireLocked(tx, caller, id)
                .invoke(router -> router.requireRevision(revision))
                .call(router -> requireNoInterfaces(tx, router))
                .call(router -> gateway.requireUnused(tx, router))
                .call(router -> nodes.routerGoes(tx, router.id))
                .call(router -> tx.delete(Router.class, id))
                .call(router ->
                        ports.delete(tx, router.gatewayPortId == null ? List.of() : List.of(router.gatewayPortId)))
                .chain(router -> notices.deleted(tx, "router", id, RouterView.of(router))));
    }

    private Uni<Void> requireNoInterfaces(Tx tx, Router router) {
        return ports.ofDevice(tx, router.id.toString(), List.of(PortFacts.ROUTER_INTERFACE))
                .invoke(found -> {
                    if (!found.isEmpty()) {
                        throw NetworkFaults.conflict(
                                "RouterInUse",
                                "Router " + router.id + " still has ports: "
                                        + found.stream()
                                                .limit(10)
                                                .map(port -> port.id().toString())
                                                .toList());
                    }
                })
                .replaceWithVoid();
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
