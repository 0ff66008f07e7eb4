package io.caelum.identity.catalog;

import io.caelum.identity.fault.Faults;
import io.caelum.identity.resource.Extra;
import io.caelum.identity.resource.Given;
import io.caelum.identity.resource.Ids;
import io.caelum.platform.bus.notify.Outbox;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes, changes and deletes endpoints. */
@ApplicationScoped
class EndpointService {

    private static final Set<String> INTERFACES = Set.of("public", "internal", "admin");

    private final Db db;
    private final CatalogRows rows;
    private final Outbox outbox;

    EndpointService(Db db, CatalogRows rows, Outbox outbox) {
        this.db = db;
        this.rows = rows;
        this.outbox = outbox;
    }

    Uni<List<Endpoint>> list() {
        return db.read(rows::endpoints);
    }

    Uni<Endpoint> require(String id) {
        return db.read(tx -> rows.requireEndpoint(tx, id));
    }

    Uni<Endpoint> create(EndpointBody.Fields wanted) {
        var endpoint = new Endpoint();
        endpoint.id = Ids.fresh();
        endpoint.serviceId = Given.required(wanted.serviceId(), "service_id");
        endpoint.face = Given.required(wanted.face(), "interface");
        endpoint.url = Given.required(wanted.url(), "url");
        endpoint.enabled = true;
        endpoint.extra = Map.of();
        change(endpoint, wanted);
        return db.withTransaction(tx -> checked(tx, endpoint, wanted)
                .call(() -> tx.session().insert(endpoint))
                .call(() -> tell(tx, "created", endpoint.id)));
    }

    Uni<Endpoint> update(String id, EndpointBody.Fields wanted) {
        return db.withTransaction(tx -> rows.requireEndpoint(tx, id)
                .invoke(endpoint -> change(endpoint, wanted))
                .call(endpoint -> checked(tx, endpoint, wanted))
                .call(endpoint -> tx.session().update(endpoint))
                .call(() -> tell(tx, "updated", id)));
    }

    private static void change(Endpoint endpoint, EndpointBody.Fields wanted) {
        endpoint.serviceId = Given.or(wanted.serviceId(), endpoint.serviceId);
        endpoint.regionId = Given.changed(wanted.regionId(), Given.changed(wanted.region(), endpoint.regionId));
        endpoint.face = checkedInterface(Given.or(wanted.face(), endpoint.face));
        endpoint.url = Given.or(wanted.url(), endpoint.url);
        endpoint.enabled = Given.or(wanted.enabled(), endpoint.enabled);
        endpoint.extra = Extra.merged(endpoint.extra, Given.or(wanted.extra(), Map.of()));
    }

    private static String checkedInterface(String face) {
        if (!INTERFACES.contains(face)) {
            throw Faults.invalid("interface", "'%s' is not one of public, internal and admin".formatted(face));
        }
        return face;
    }

    /** A region named the old way is made if it is not there. */
    private Uni<Endpoint> checked(Tx tx, Endpoint endpoint, EndpointBody.Fields wanted) {
        String oldWay = Given.orNull(wanted.region());
        return rows.requireService(tx, endpoint.serviceId)
                .onFailure(Fault.class)
                .transform(failure -> Fault.badRequest(failure.getMessage()))
                .chain(() -> oldWay == null ? Uni.createFrom().voidItem() : rows.ensureRegion(tx, oldWay))
                .chain(() -> requireRegion(tx, endpoint.regionId))
                .replaceWith(endpoint);
    }

    private Uni<Void> requireRegion(Tx tx, @Nullable String id) {
        return id == null
                ? Uni.createFrom().voidItem()
                : rows.requireRegion(tx, id)
                        .onFailure(Fault.class)
                        .transform(failure -> Fault.badRequest(failure.getMessage()))
                        .replaceWithVoid();
    }

    Uni<Void> delete(String id) {
        return db.withTransaction(tx -> rows.requireEndpoint(tx, id)
                .chain(endpoint -> tx.delete(Endpoint.class, id))
                .chain(() -> tell(tx, "deleted", id)));
    }

    private Uni<Void> tell(Tx tx, String what, String id) {
        return outbox.record(tx, "identity.endpoint." + what, id, Map.of("resource_info", id));
    }
}
