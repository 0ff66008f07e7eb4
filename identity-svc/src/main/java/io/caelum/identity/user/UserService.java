package io.caelum.identity.user;

import io.caelum.identity.assignment.Assignments;
import io.caelum.identity.fault.Faults;
import io.caelum.identity.keycloak.KeycloakUser;
import io.caelum.identity.keycloak.KeycloakUsers;
import io.caelum.identity.keycloak.PasswordCheck;
import io.caelum.identity.project.Projects;
import io.caelum.identity.resource.Extra;
import io.caelum.identity.resource.Given;
import io.caelum.identity.resource.ListFilter;
import io.caelum.identity.token.revocation.Revocations;
import io.caelum.platform.bus.notify.Outbox;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.fault.Fault;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes, changes and deletes users. Keycloak owns them; what follows for tokens, roles and listeners is recorded here.
 * Keycloak is changed before a revocation is recorded: a log-in with what was right until then began before it.
 */
@ApplicationScoped
class UserService {

    private static final int LONGEST_NAME = 255;

    private final Db db;
    private final KeycloakUsers users;
    private final PasswordCheck passwords;
    private final Projects projects;
    private final Assignments assignments;
    private final Revocations revocations;
    private final Outbox outbox;

    UserService(
            Db db,
            KeycloakUsers users,
            PasswordCheck passwords,
            Projects projects,
            Assignments assignments,
            Revocations revocations,
            Outbox outbox) {
        this.db = db;
        this.users = users;
        this.passwords = passwords;
        this.projects = projects;
        this.assignments = assignments;
        this.revocations = revocations;
        this.outbox = outbox;
    }

    Uni<List<KeycloakUser>> list(ListFilter filter) {
        Optional<String> domain = filter.exact("domain_id");
        Uni<List<KeycloakUser>> found =
                domain.isPresent() && filter.exact("name").isPresent()
                        ? users.byName(domain.get(), filter.exact("name").get())
                                .map(user -> user.stream().toList())
                        : users.list(domain);
        return found.map(all -> all.stream()
                .filter(filter.on("name", KeycloakUser::name).and(filter.onFlag("enabled", KeycloakUser::enabled)))
                .toList());
    }

    Uni<KeycloakUser> require(String id) {
        return users.require(id);
    }

    Uni<KeycloakUser> create(RequestContext caller, UserBody.Fields wanted) {
        String name = Given.name(wanted.name(), LONGEST_NAME);
        return db.read(tx -> domainFor(tx, caller, Given.orNull(wanted.domainId())))
                .map(domain -> new KeycloakUser(
                        "",
                        "",
                        name,
                        domain,
                        Given.or(wanted.enabled(), true),
                        Given.orNull(wanted.defaultProjectId()),
                        Extra.of(wanted.extra())))
                .chain(user -> users.create(user, Given.orNull(wanted.password())))
                .call(user -> db.withTransaction(tx -> tell(tx, "created", user.id())));
    }

    private Uni<String> domainFor(Tx tx, RequestContext caller, String wanted) {
        return wanted == null
                ? projects.domainOf(tx, caller)
                : projects.requireDomainSummary(tx, wanted).map(domain -> domain.id());
    }

    Uni<KeycloakUser> update(String id, UserBody.Fields wanted) {
        String password = Given.orNull(wanted.password());
        boolean endsTokens = password != null || Boolean.FALSE.equals(wanted.enabled());
        return users.update(id, stored -> changed(stored, wanted))
                .call(() -> password == null ? Uni.createFrom().voidItem() : users.setPassword(id, password))
                .call(() -> db.withTransaction(tx -> tell(tx, "updated", id)
                        .chain(() -> endsTokens
                                ? revocations.ofUser(tx, id)
                                : Uni.createFrom().voidItem())));
    }

    private static KeycloakUser changed(KeycloakUser stored, UserBody.Fields wanted) {
        if (!Objects.equals(Given.changed(wanted.domainId(), stored.domainId()), stored.domainId())) {
            throw Fault.badRequest("The field 'domain_id' of a user cannot be changed.");
        }
        return new KeycloakUser(
                stored.id(),
                stored.username(),
                wanted.name() == null ? stored.name() : Given.name(wanted.name(), LONGEST_NAME),
                stored.domainId(),
                Given.or(wanted.enabled(), stored.enabled()),
                Given.changed(wanted.defaultProjectId(), stored.defaultProjectId()),
                Extra.merged(stored.extra(), Given.or(wanted.extra(), Map.of())));
    }

    /** Keycloak comes last: as long as the user is there, a request that failed can be repeated. */
    Uni<Void> delete(String id) {
        return users.require(id)
                .chain(() -> db.withTransaction(tx -> assignments
                        .forgetActor(tx, id)
                        .chain(() -> tell(tx, "deleted", id))
                        .chain(() -> users.delete(id))
                        .chain(() -> revocations.ofUser(tx, id))));
    }

    Uni<Void> changePassword(String id, ChangePassword.Fields wanted) {
        String original = Given.required(wanted.originalPassword(), "original_password");
        String password = Given.required(wanted.password(), "password");
        if (original.equals(password)) {
            throw Faults.invalid("password", "it must differ from the original password");
        }
        return passwords
                .afresh(id, original)
                .chain(() -> users.setPassword(id, password))
                .chain(() -> db.withTransaction(tx -> tell(tx, "updated", id).chain(() -> revocations.ofUser(tx, id))));
    }

    private Uni<Void> tell(Tx tx, String what, String userId) {
        return outbox.record(tx, "identity.user." + what, userId, Map.of("resource_info", userId));
    }
}
