package io.caelum.identity.bootstrap;

import io.caelum.identity.keycloak.KeycloakUser;
import io.caelum.identity.keycloak.KeycloakUsers;
import io.caelum.identity.project.Projects;
import io.caelum.identity.token.revocation.Revocations;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/**
 * Users with a configured password. It is set when the user is made and whenever the configuration has changed since:
 * which one was applied last is remembered as a fingerprint, so a password that was changed through the API stays.
 */
@ApplicationScoped
class BootstrapUsers {

    private static final Logger LOG = Logger.getLogger(BootstrapUsers.class);

    private final KeycloakUsers users;
    private final Revocations revocations;

    BootstrapUsers(KeycloakUsers users, Revocations revocations) {
        this.users = users;
        this.revocations = revocations;
    }

    /** The user's id. */
    Uni<String> ensure(Tx tx, String name, String password) {
        return users.byName(Projects.DEFAULT_DOMAIN, name)
                .chain(found -> found.isPresent() ? converge(tx, found.get(), password) : create(tx, name, password));
    }

    private Uni<String> create(Tx tx, String name, String password) {
        var user = new KeycloakUser("", "", name, Projects.DEFAULT_DOMAIN, true, null, Map.of());
        LOG.infof("making the user %s", name);
        return users.create(user, password)
                .call(() -> remember(tx, name, password))
                .map(KeycloakUser::id);
    }

    private Uni<String> converge(Tx tx, KeycloakUser user, String password) {
        return applied(tx, user.name())
                .chain(applied -> aside(() -> applied.filter(known -> PasswordFingerprint.matches(password, known))
                        .isPresent()))
                .chain(same -> same ? Uni.createFrom().voidItem() : apply(tx, user, password))
                .replaceWith(user.id());
    }

    private Uni<Void> apply(Tx tx, KeycloakUser user, String password) {
        LOG.infof("setting the password of the user %s, since the configured one has changed", user.name());
        return users.setPassword(user.id(), password)
                .chain(() -> remember(tx, user.name(), password))
                .chain(() -> revocations.ofUser(tx, user.id()));
    }

    private static Uni<Optional<String>> applied(Tx tx, String name) {
        return tx.session()
                .createNativeQuery("select fingerprint from bootstrap_password where user_name = :name", String.class)
                .setParameter("name", name)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    private static Uni<Void> remember(Tx tx, String name, String password) {
        return aside(() -> PasswordFingerprint.of(password))
                .chain(fingerprint -> tx.session()
                        .createNativeQuery(
                                "insert into bootstrap_password (user_name, fingerprint) values (:name, :fingerprint)"
                                        + " on conflict (user_name) do update set fingerprint = excluded.fingerprint")
                        .setParameter("name", name)
                        .setParameter("fingerprint", fingerprint)
                        .executeUpdate()
                        .replaceWithVoid());
    }

    /** Hashing is slow on purpose: it happens on a worker thread, what follows again where the session belongs. */
    private static <T> Uni<T> aside(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() ->
                        Vertx.currentContext().executeBlocking(work, false).toCompletionStage());
    }
}
