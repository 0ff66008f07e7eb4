package io.caelum.network.router;

import io.caelum.network.fault.NetworkFaults;
import io.caelum.network.listing.ListRequest;
import io.caelum.network.listing.Listing;
import io.caelum.network.listing.Where;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class Routers {

    private static final Listing<Router> LISTING = Listing.of(Router.class, NetworkFaults::routerNotFound)
            .flag("admin_state_up", "e.adminStateUp")
            .text("status", "e.status");

    Uni<List<Router>> list(Tx tx, RequestContext caller, ListRequest request) {
        return LISTING.list(tx, request, visible(caller));
    }

    Uni<Router> require(Tx tx, RequestContext caller, UUID id) {
        Where where = visible(caller);
        where.and("e.id = " + where.parameter(id));
        return LISTING.one(tx, where).onItem().ifNull().failWith(() -> NetworkFaults.routerNotFound(id));
    }

    /** As {@link #require}; nobody else changes the router or its legs until the transaction ends. */
    Uni<Router> requireLocked(Tx tx, RequestContext caller, UUID id) {
        return tx.session()
                .createSelectionQuery("select r.id from Router r where r.id = :id", UUID.class)
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList()
                .chain(() -> require(tx, caller, id));
    }

    Uni<List<Router>> withIds(Tx tx, List<UUID> ids) {
        return tx.session()
                .createSelectionQuery("from Router r where r.id in :ids order by r.id", Router.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    private static Where visible(RequestContext caller) {
        var where = new Where();
        if (!caller.isAdmin()) {
            where.and("e.projectId = " + where.parameter(String.valueOf(caller.projectId())));
        }
        return where;
    }
}
