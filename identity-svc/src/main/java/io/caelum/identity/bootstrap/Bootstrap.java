package io.caelum.identity.bootstrap;

import io.caelum.identity.assignment.Assignments;
import io.caelum.identity.assignment.Grant;
import io.caelum.identity.assignment.Grant.Target;
import io.caelum.identity.catalog.CatalogRows;
import io.caelum.identity.project.Projects;
import io.caelum.identity.resource.Ids;
import io.caelum.identity.role.Roles;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a cloud begins with. It runs at every start of every instance, one at a time under a lock, and puts back what is
 * missing; what somebody changed since (names, passwords, further roles) stays.
 */
@ApplicationScoped
class Bootstrap {

    private static final long LOCK = 0x626f6f74L;
    private static final String REGION = "RegionOne";
    private static final String DOMAIN = Projects.DEFAULT_DOMAIN;
    private static final List<String> PROJECTS = List.of("admin", "demo", "service");
    /** Each implies the next; the one of services stands apart. */
    private static final List<String> ROLES = List.of("admin", "manager", "member", "reader");

    private static final String SERVICE_ROLE = "service";

    private final Db db;
    private final Projects projects;
    private final Roles roles;
    private final Assignments assignments;
    private final CatalogRows catalog;
    private final BootstrapUsers users;
    private final BootstrapSettings settings;
    private final String publicUrl;

    Bootstrap(
            Db db,
            Projects projects,
            Roles roles,
            Assignments assignments,
            CatalogRows catalog,
            BootstrapUsers users,
            BootstrapSettings settings,
            @ConfigProperty(name = "caelum.public-url") String publicUrl) {
        this.db = db;
        this.projects = projects;
        this.roles = roles;
        this.assignments = assignments;
        this.catalog = catalog;
        this.users = users;
        this.settings = settings;
        this.publicUrl = publicUrl;
    }

    Uni<Void> run() {
        return db.withTransaction(tx -> lock(tx).chain(() -> projects.ensureDefaultDomain(tx))
                .chain(() -> ids(PROJECTS, name -> projects.ensure(tx, DOMAIN, Ids.fresh(), name)))
                .chain(projectIds -> roles(tx).chain(roleIds -> users(tx, projectIds, roleIds)))
                .chain(() -> catalog(tx)));
    }

    private Uni<Map<String, String>> roles(Tx tx) {
        return ids(ROLES, name -> roles.ensure(tx, Ids.fresh(), name))
                .call(ids -> each(
                        List.of(0, 1, 2), at -> roles.imply(tx, ids.get(ROLES.get(at)), ids.get(ROLES.get(at + 1)))))
                .chain(ids -> roles.ensure(tx, Ids.fresh(), SERVICE_ROLE).map(id -> with(ids, SERVICE_ROLE, id)));
    }

    private Uni<Void> users(Tx tx, Map<String, String> projectIds, Map<String, String> roleIds) {
        return users.ensure(tx, "admin", settings.adminPassword())
                .chain(id -> each(
                        List.of(
                                Grant.toUser(id, Target.PROJECT, projectIds.get("admin"), roleIds.get("admin")),
                                Grant.toUser(id, Target.DOMAIN, DOMAIN, roleIds.get("admin")),
                                Grant.toUser(id, Target.SYSTEM, Grant.SYSTEM, roleIds.get("admin"))),
                        grant -> assignments.add(tx, grant)))
                .chain(() -> users.ensure(tx, "demo", settings.demoPassword()))
                .chain(id -> assignments.add(
                        tx, Grant.toUser(id, Target.PROJECT, projectIds.get("demo"), roleIds.get("member"))))
                .chain(() -> each(
                        List.of("glance", "nova", "neutron"),
                        name -> users.ensure(tx, name, settings.servicePassword())
                                .chain(id -> assignments.add(
                                        tx,
                                        Grant.toUser(
                                                id,
                                                Target.PROJECT,
                                                projectIds.get("service"),
                                                roleIds.get(SERVICE_ROLE))))));
    }

    private Uni<Void> catalog(Tx tx) {
        return catalog.ensureRegion(tx, REGION)
                .chain(() -> service(tx, "identity", "keystone", "/identity/v3"))
                .chain(() -> service(tx, "image", "glance", "/image"))
                .chain(() -> service(tx, "compute", "nova", "/compute/v2.1"))
                .chain(() -> service(tx, "network", "neutron", "/network"));
    }

    private Uni<Void> service(Tx tx, String type, String name, String path) {
        return catalog.ensureService(tx, type, name, "Caelum " + type)
                .chain(id -> each(
                        List.of("public", "internal", "admin"),
                        face -> catalog.ensureEndpoint(tx, id, REGION, face, publicUrl + path)));
    }

    private static Uni<Map<String, String>> ids(List<String> names, Function<String, Uni<String>> ensure) {
        var ids = new HashMap<String, String>();
        return each(names, name -> ensure.apply(name).invoke(id -> ids.put(name, id)))
                .replaceWith(ids);
    }

    private static Map<String, String> with(Map<String, String> ids, String name, String id) {
        var more = new HashMap<>(ids);
        more.put(name, id);
        return more;
    }

    private static <T> Uni<Void> each(List<T> items, Function<T, Uni<?>> work) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> work.apply(item).replaceWith(item))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> lock(Tx tx) {
        return tx.session()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(:key)", Integer.class)
                .setParameter("key", LOCK)
                .getSingleResult()
                .replaceWithVoid();
    }
}
