package io.caelum.compute.flavor;

import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Flavors of the cloud: public ones, and private ones for the projects that were given access. */
@ApplicationScoped
public class Flavors {

    private static final String VISIBLE =
            "(f.is_public or :admin or exists (select 1 from flavor_access a where a.flavor_id = f.flavor_id and a.project_id = :project))";

    /** The flavor that a server is asked to have; unknown ones are the request's mistake. */
    public Uni<FlavorSpec> requireForServer(Tx tx, RequestContext who, String id) {
        return find(tx, who, id)
                .onItem()
                .ifNull()
                .failWith(() -> Fault.badRequest("Flavor %s could not be found.".formatted(id)))
                .map(Flavor::spec);
    }

    Uni<Flavor> require(Tx tx, RequestContext who, String id) {
        return find(tx, who, id)
                .onItem()
                .ifNull()
                .failWith(() -> new Fault(
                        Fault.Kind.NOT_FOUND, "FlavorNotFound", "Flavor %s could not be found.".formatted(id)));
    }

    private Uni<Flavor> find(Tx tx, RequestContext who, String id) {
        return tx.session()
                .createNativeQuery("select f.* from flavors f where f.flavor_id = :id and " + VISIBLE, Flavor.class)
                .setParameter("id", id)
                .setParameter("admin", who.isAdmin())
                .setParameter("project", project(who))
                .getSingleResultOrNull();
    }

    Uni<List<Flavor>> list(Tx tx, RequestContext who, FlavorQuery wanted) {
        String after = wanted.page().marker().isPresent() ? wanted.afterMarker() : "";
        var query = tx.session()
                .createNativeQuery(
                        "select f.* from flavors f where f.root_gb >= :disk and f.memory_mb >= :ram and "
                                + publicity(who, wanted.isPublic()) + after + wanted.order() + " limit "
                                + wanted.page().limit(),
                        Flavor.class)
                .setParameter("disk", wanted.minDisk())
                .setParameter("ram", wanted.minRam())
                .setParameter("project", project(who));
        wanted.page().marker().ifPresent(marker -> query.setParameter("marker", marker));
        return query.getResultList();
    }

    /** Administrators say which they want to see; others see the public ones and their own private ones. */
    private static String publicity(RequestContext who, Optional<Boolean> isPublic) {
        String mine =
                "exists (select 1 from flavor_access a where a.flavor_id = f.flavor_id and a.project_id = :project)";
        if (!who.isAdmin()) {
            return "(f.is_public or " + mine + ")";
        }
        return isPublic.map(wanted -> "f.is_public = " + wanted).orElse("true") + " and (true or " + mine + ")";
    }

    Uni<Void> requireMarker(Tx tx, RequestContext who, Optional<String> marker) {
        return marker.isEmpty()
                ? Uni.createFrom().voidItem()
                : find(tx, who, marker.get())
                        .onItem()
                        .ifNull()
                        .failWith(() -> Fault.badRequest("marker [%s] not found".formatted(marker.get())))
                        .replaceWithVoid();
    }

    private static String project(RequestContext who) {
        return who.projectId() == null ? "" : who.projectId();
    }

    Uni<Boolean> isTaken(Tx tx, String id, String name) {
        return tx.session()
                .createNativeQuery("select 1 from flavors where flavor_id = :id or name = :name limit 1", Integer.class)
                .setParameter("id", id)
                .setParameter("name", name)
                .getSingleResultOrNull()
                .map(found -> found != null);
    }

    Uni<Integer> delete(Tx tx, String id) {
        return tx.session()
                .createNativeQuery("delete from flavors where flavor_id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Holds the flavor until the transaction ends, so that two changes of it follow each other. */
    Uni<Flavor> requireLocked(Tx tx, String id) {
        return tx.session()
                .createNativeQuery("select * from flavors where flavor_id = :id for update", Flavor.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> new Fault(
                        Fault.Kind.NOT_FOUND, "FlavorNotFound", "Flavor %s could not be found.".formatted(id)));
    }

    Uni<List<String>> projects(Tx tx, String flavor) {
        return tx.session()
                .createNativeQuery(
                        "select project_id from flavor_access where flavor_id = :flavor order by project_id",
                        String.class)
                .setParameter("flavor", flavor)
                .getResultList();
    }

    Uni<Integer> addProject(Tx tx, String flavor, String project) {
        return tx.session()
                .createNativeQuery(
                        "insert into flavor_access (flavor_id, project_id) values (:flavor, :project) on conflict do nothing")
                .setParameter("flavor", flavor)
                .setParameter("project", project)
                .executeUpdate();
    }

    Uni<Integer> removeProject(Tx tx, String flavor, String project) {
        return tx.session()
                .createNativeQuery("delete from flavor_access where flavor_id = :flavor and project_id = :project")
                .setParameter("flavor", flavor)
                .setParameter("project", project)
                .executeUpdate();
    }
}
