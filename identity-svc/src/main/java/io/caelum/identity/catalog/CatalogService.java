package io.caelum.identity.catalog;

import io.caelum.identity.resource.Extra;
import io.caelum.identity.resource.Given;
import io.caelum.identity.resource.Ids;
import io.caelum.platform.bus.notify.Outbox;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Makes, changes and deletes the services of the catalog. */
@ApplicationScoped
class CatalogService {

    private final Db db;
    private final CatalogRows rows;
    private final Outbox outbox;

    CatalogService(Db db, CatalogRows rows, Outbox outbox) {
        this.db = db;
        this.rows = rows;
        this.outbox = outbox;
    }

    Uni<List<Service>> list() {
        return db.read(rows::services);
    }

    Uni<Service> require(String id) {
        return db.read(tx -> rows.requireService(tx, id));
    }

    Uni<Service> create(ServiceBody.Fields wanted) {
        var service = new Service();
        service.id = Ids.fresh();
        service.type = Given.required(wanted.type(), "type");
        service.enabled = true;
        service.extra = Map.of();
        change(service, wanted);
        return db.withTransaction(tx -> tx.session()
                .insert(service)
                .call(() -> tell(tx, "created", service.id))
                .replaceWith(service));
    }

    Uni<Service> update(String id, ServiceBody.Fields wanted) {
        return db.withTransaction(tx -> rows.requireService(tx, id)
                .invoke(service -> change(service, wanted))
                .call(service -> tx.session().update(service))
                .call(() -> tell(tx, "updated", id)));
    }

    private static void change(Service service, ServiceBody.Fields wanted) {
        service.type = Given.or(wanted.type(), service.type);
        service.name = Given.changed(wanted.name(), service.name);
        service.description = Given.changed(wanted.description(), service.description);
        service.enabled = Given.or(wanted.enabled(), service.enabled);
        service.extra = Extra.merged(service.extra, Given.or(wanted.extra(), Map.of()));
    }

    /** Its endpoints go with it. */
    Uni<Void> delete(String id) {
        return db.withTransaction(tx -> rows.requireService(tx, id)
                .chain(service -> tx.delete(Service.class, id))
                .chain(() -> tell(tx, "deleted", id)));
    }

    private Uni<Void> tell(Tx tx, String what, String id) {
        return outbox.record(tx, "identity.service." + what, id, Map.of("resource_info", id));
    }
}
