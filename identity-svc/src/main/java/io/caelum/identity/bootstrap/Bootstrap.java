package io.caelum.identity.bootstrap;

import io.caelum.identity.assignment.Assignments;
import io.caelum.identity.assignment.Grant;
import io.caelum.identity.assignment.Grant.Target;
import io.caelum.identity.catalog.CatalogRows;
import io.caelum.identity.keycloak.DashboardClient;
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
    private final DashboardClient dashboard;
    private final BootstrapSettings settings;
    private final String publicUrl;

    Bootstrap(
            Db db,
            Projects projects,
            Roles roles,
            Assignments assignments,
            CatalogRows catalog,
            BootstrapUsers users,
            DashboardClient dashboard,
            BootstrapSettings settings,
            @ConfigProperty(name = "caelum.public-url") String publicUrl) {
        this.db = db;
        this.projects = projects;
        this.roles = roles;
        this.assignments = assignments;
        this.catalog = catalog;
        this.users = users;
        this.dashboard = dashboard;
        this.settings = settings;
        this.publicUrl = publicUrl;
    }

    /** In small transactions: Keycloak hashes a password for each new user, and that takes its time. */
    Uni<Void> run() {
        return alone(this::places)
                .chain(places -> each(firstUsers(places), user -> alone(tx -> user(tx, user))))
                .chain(() -> alone(this::catalog))
                .chain(() -> alone(tx -> dashboard.serveAt(publicUrl)));
    }

    private <T> Uni<T> alone(Function<Tx, Uni<T>> work) {
        return db.withTransaction(tx -> lock(tx).chain(() -> work.apply(tx)));
    }

    /** Ids by name. */
    private record Places(Map<String, String> projects, Map<String, String> roles) {}

    private Uni<Places> places(Tx tx) {
        return projects.ensureDefaultDomain(tx)
                .chain(() -> ids(PROJECTS, name -> projects.ensure(tx, DOMAIN, Ids.fresh(), name)))
                .chain(projectIds -> roles(tx).map(roleIds -> new Places(projectIds, roleIds)));
    }

    private Uni<Map<String, String>> roles(Tx tx) {
        return ids(ROLES, name -> roles.ensure(tx, Ids.fresh(), name))
                .call(ids -> each(
                        List.of(0, 1, 2), at -> roles.imply(tx, ids.get(ROLES.get(at)), ids.get(ROLES.get(at + 1)))))
                .chain(ids -> roles.ensure(tx, Ids.fresh(), SERVICE_ROLE).map(id -> with(ids, SERVICE_ROLE, id)));
    }

    private record Place(Target kind, String id, String roleId) {}

    private record FirstUser(String name, String password, List<Place> places) {

        /** The password stays out of logs. */
        @Override
        public String toString() {
            return "FirstUser[" + name + "]";
        }
    }

    private List<FirstUser> firstUsers(Places places) {
        String admin = places.roles().get("admin");
        var service = new Place(
                Target.PROJECT, places.projects().get("service"), places.roles().get(SERVICE_ROLE));
        return List.of(
                new FirstUser(
                        "admin",
                        settings.adminPassword(),
                        List.of(
                                new Place(Target.PROJECT, places.projects().get("admin"), admin),
                                new Place(Target.DOMAIN, DOMAIN, admin),
                                new Place(Target.SYSTEM, Grant.SYSTEM, admin))),
                new FirstUser(
                        "demo",
                        settings.demoPassword(),
                        List.of(new Place(
                                Target.PROJECT,
                                places.projects().get("demo"),
                                places.roles().get("member")))),
                new FirstUser("glance", settings.servicePassword(), List.of(service)),
                new FirstUser("nova", settings.servicePassword(), List.of(service)),
                new FirstUser("neutron", settings.servicePassword(), List.of(service)));
    }

    private Uni<Void> user(Tx tx, FirstUser user) {
        return users.ensure(tx, user.name(), user.password())
                .chain(id -> each(
                        user.places(),
                        place -> assignments.add(tx, Grant.toUser(id, place.kind(), place.id(), place.roleId()))));
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

    /** Keycloak may be slow while everything starts, so the transaction may be idle for longer than others. */
    private static Uni<Void> lock(Tx tx) {
        return tx.session()
                .createNativeQuery(
                        "select 1 from pg_advisory_xact_lock(:key),"
                                + " set_config('idle_in_transaction_session_timeout', '40s', true)",
                        Integer.class)
                .setParameter("key", LOCK)
                .getSingleResult()
                .replaceWithVoid();
    }
}
