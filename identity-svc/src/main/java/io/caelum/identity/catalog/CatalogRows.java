package io.caelum.identity.catalog;

import io.caelum.identity.fault.Faults;
import io.caelum.identity.resource.Ids;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Queries on regions, services and endpoints. */
@ApplicationScoped
public class CatalogRows {

    Uni<List<Region>> regions(Tx tx) {
        return tx.session()
                .createSelectionQuery("from Region order by id", Region.class)
                .getResultList();
    }

    Uni<List<Service>> services(Tx tx) {
        return tx.session()
                .createSelectionQuery("from Service order by type, id", Service.class)
                .getResultList();
    }

    Uni<List<Endpoint>> endpoints(Tx tx) {
        return tx.session()
                .createSelectionQuery("from Endpoint order by serviceId, face, id", Endpoint.class)
                .getResultList();
    }

    Uni<Region> requireRegion(Tx tx, String id) {
        return tx.session().get(Region.class, id).onItem().ifNull().failWith(() -> Faults.notFound("region", id));
    }

    Uni<Service> requireService(Tx tx, String id) {
        return tx.session().get(Service.class, id).onItem().ifNull().failWith(() -> Faults.notFound("service", id));
    }

    Uni<Endpoint> requireEndpoint(Tx tx, String id) {
        return tx.session().get(Endpoint.class, id).onItem().ifNull().failWith(() -> Faults.notFound("endpoint", id));
    }

    /** Adds a region unless it is there; for the bootstrap. */
    public Uni<Void> ensureRegion(Tx tx, String id) {
        return tx.session()
                .createNativeQuery("insert into region (id, description, extra) values (:id, '', '{}')"
                        + " on conflict (id) do nothing")
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Adds a service unless one of that type and name is there, and answers its id; for the bootstrap. */
    public Uni<String> ensureService(Tx tx, String type, String name, String description) {
        return tx.session()
                .createNativeQuery("insert into service (id, type, name, description, enabled, extra)"
                        + " select :id, :type, :name, :description, true, '{}'"
                        + " where not exists (select from service where type = :type and name = :name)")
                .setParameter("id", Ids.fresh())
                .setParameter("type", type)
                .setParameter("name", name)
                .setParameter("description", description)
                .executeUpdate()
                .chain(() -> tx.session()
                        .createSelectionQuery(
                                "select id from Service where type = :type and name = :name order by id", String.class)
                        .setParameter("type", type)
                        .setParameter("name", name)
                        .setMaxResults(1)
                        .getSingleResult());
    }

    /** Adds an endpoint or gives it another address, if that is configured by now; for the bootstrap. */
    public Uni<Void> ensureEndpoint(Tx tx, String serviceId, String regionId, String face, String url) {
        var values = Map.of("service", serviceId, "region", regionId, "face", face, "url", url);
        return change(
                        tx,
                        "update endpoint set url = :url"
                                + " where service_id = :service and region_id = :region and interface = :face",
                        values)
                .chain(count -> count > 0
                        ? Uni.createFrom().item(count)
                        : change(
                                tx,
                                "insert into endpoint (id, service_id, region_id, interface, url, enabled, extra)"
                                        + " values ('" + Ids.fresh() + "', :service, :region, :face, :url, true, '{}')",
                                values))
                .replaceWithVoid();
    }

    private static Uni<Integer> change(Tx tx, String sql, Map<String, String> values) {
        var query = tx.session().createNativeQuery(sql);
        values.forEach(query::setParameter);
        return query.executeUpdate();
    }
}
