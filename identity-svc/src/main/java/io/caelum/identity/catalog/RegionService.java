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

/** Makes, changes and deletes regions. */
@ApplicationScoped
class RegionService {

    private final Db db;
    private final CatalogRows rows;
    private final Outbox outbox;

    RegionService(Db db, CatalogRows rows, Outbox outbox) {
        this.db = db;
        this.rows = rows;
        this.outbox = outbox;
    }

    Uni<List<Region>> list() {
        return db.read(rows::regions);
    }

    Uni<Region> require(String id) {
        return db.read(tx -> rows.requireRegion(tx, id));
    }

    Uni<Region> create(RegionBody.Fields wanted) {
        var region = new Region();
        region.id = wanted.id() == null || wanted.id().isEmpty() ? Ids.fresh() : wanted.id();
        region.parentId = Given.orNull(wanted.parentRegionId());
        region.description = Given.or(Given.orNull(wanted.description()), "");
        region.extra = Extra.of(wanted.extra());
        return db.withTransaction(tx -> requireParent(tx, region)
                .chain(() -> tx.session().insert(region))
                .onFailure(failure -> Db.isViolation(failure, "region_pkey"))
                .transform(failure -> Faults.conflict("region", "Duplicate ID, " + region.id))
                .call(() -> tell(tx, "created", region.id))
                .replaceWith(region));
    }

    Uni<Region> update(String id, RegionBody.Fields wanted) {
        return db.withTransaction(tx -> rows.requireRegion(tx, id)
                .invoke(region -> change(region, wanted))
                .call(region -> requireParent(tx, region))
                .call(region -> rows.regions(tx).invoke(all -> refuseCircle(region, all)))
                .call(region -> tx.session().update(region))
                .call(() -> tell(tx, "updated", id)));
    }

    private static void change(Region region, RegionBody.Fields wanted) {
        region.parentId = Given.changed(wanted.parentRegionId(), region.parentId);
        region.description = Given.or(Given.changed(wanted.description(), region.description), "");
        region.extra = Extra.merged(region.extra, Given.or(wanted.extra(), Map.of()));
    }

    private Uni<Void> requireParent(Tx tx, Region region) {
        return region.parentId == null
                ? Uni.createFrom().voidItem()
                : rows.requireRegion(tx, region.parentId).replaceWithVoid();
    }

    private static void refuseCircle(Region region, List<Region> all) {
        if (region.parentId != null && RegionTree.below(region.id, all).contains(region.parentId)) {
            throw Fault.badRequest("A region cannot stand below itself: %s.".formatted(region.parentId));
        }
    }

    /** With all regions below it, unless one of them still has endpoints. */
    Uni<Void> delete(String id) {
        return db.withTransaction(tx -> rows.requireRegion(tx, id)
                .chain(() -> rows.regions(tx))
                .map(all -> RegionTree.below(id, all))
                .call(ids -> rows.endpoints(tx).invoke(endpoints -> refuseUsed(ids, endpoints)))
                .chain(ids -> tx.session()
                        .createMutationQuery("delete from Region where id in :ids")
                        .setParameter("ids", ids)
                        .executeUpdate())
                .chain(() -> tell(tx, "deleted", id)));
    }

    private static void refuseUsed(List<String> regions, List<Endpoint> endpoints) {
        if (endpoints.stream().anyMatch(endpoint -> regions.contains(endpoint.regionId))) {
            throw Faults.denied("the region or one below it still has endpoints; delete these first.");
        }
    }

    private Uni<Void> tell(Tx tx, String what, String id) {
        return outbox.record(tx, "identity.region." + what, id, Map.of("resource_info", id));
    }
}
