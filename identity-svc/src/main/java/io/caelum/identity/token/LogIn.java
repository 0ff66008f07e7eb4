package io.caelum.identity.token;

import io.caelum.identity.fault.Faults;
import io.caelum.identity.keycloak.AccessTokens;
import io.caelum.identity.keycloak.KeycloakUser;
import io.caelum.identity.keycloak.KeycloakUsers;
import io.caelum.identity.keycloak.PasswordCheck;
import io.caelum.identity.project.ProjectSummary;
import io.caelum.identity.project.Projects;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.token.TokenClaims;
import io.caelum.platform.web.token.Tokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out who logs in, by whichever methods they use. */
@ApplicationScoped
class LogIn {

    private static final int LONGEST_PASSWORD = 4096;
    private static final Set<String> KNOWN = Set.of("password", "token");

    private final Db db;
    private final Projects projects;
    private final KeycloakUsers users;
    private final PasswordCheck passwords;
    private final AccessTokens accessTokens;
    private final Tokens tokens;

    LogIn(
            Db db,
            Projects projects,
            KeycloakUsers users,
            PasswordCheck passwords,
            AccessTokens accessTokens,
            Tokens tokens) {
        this.db = db;
        this.projects = projects;
        this.users = users;
        this.passwords = passwords;
        this.accessTokens = accessTokens;
        this.tokens = tokens;
    }

    /**
     * Who it is.
     *
     * @param methods the one used now first, then those by which the parent token was got
     * @param parent the token it was done with
     */
    record Who(KeycloakUser user, List<String> methods, Optional<TokenClaims> parent) {

        private Who and(Who other) {
            if (!user.id().equals(other.user.id())) {
                throw Faults.unauthenticated();
            }
            return new Who(
                    user,
                    Stream.concat(methods.stream(), other.methods.stream())
                            .distinct()
                            .toList(),
                    parent.or(other::parent));
        }
    }

    Uni<Who> identify(CreateToken.@Nullable Identity identity) {
        if (identity == null || identity.methods() == null || identity.methods().isEmpty()) {
            throw Faults.missing("identity.methods", "auth");
        }
        for (String method : identity.methods()) {
            if (!KNOWN.contains(method)) {
                throw Fault.unauthorized("Attempted to authenticate with an unsupported method: '%s'. Supported are %s."
                        .formatted(method, "password and token"));
            }
        }
        boolean byToken = identity.methods().contains("token");
        boolean byPassword = identity.methods().contains("password");
        Uni<Who> who = byToken ? byToken(identity.token()) : byPassword(identity.password());
        return byToken && byPassword
                ? who.chain(first -> byPassword(identity.password()).map(first::and))
                : who;
    }

    private Uni<Who> byToken(CreateToken.@Nullable Token token) {
        if (token == null || token.id() == null) {
            throw Faults.missing("token.id", "auth.identity");
        }
        TokenClaims parent = tokens.find(token.id()).orElseThrow(Faults::unauthenticated);
        var methods = Stream.concat(Stream.of("token"), parent.methods().stream())
                .distinct()
                .toList();
        return users.findRecent(parent.userId())
                .map(user -> user.filter(KeycloakUser::enabled).orElseThrow(Faults::unauthenticated))
                .map(user -> new Who(user, methods, Optional.of(parent)));
    }

    /**
     * Who has logged in at Keycloak itself.
     *
     * @param since when that was
     */
    record Arrival(Who who, Instant since) {}

    /** @param accessToken one that Keycloak gave to the dashboard's page */
    Uni<Arrival> atKeycloak(@Nullable String accessToken) {
        return accessTokens
                .require(accessToken)
                .chain(bearer -> users.find(bearer.userId())
                        .map(user -> user.filter(KeycloakUser::enabled).orElseThrow(Faults::unauthenticated))
                        .map(user -> new Arrival(new Who(user, List.of("openid"), Optional.empty()), bearer.since())));
    }

    private Uni<Who> byPassword(CreateToken.@Nullable Password password) {
        CreateToken.User user = password == null ? null : password.user();
        if (user == null || user.password() == null) {
            throw Faults.missing("password.user.password", "auth.identity");
        }
        if (user.password().length() > LONGEST_PASSWORD) {
            throw Faults.unauthenticated();
        }
        return verified(user)
                .map(found -> Optional.of(found).filter(KeycloakUser::enabled).orElseThrow(Faults::unauthenticated))
                .map(found -> new Who(found, List.of("password"), Optional.empty()));
    }

    private Uni<KeycloakUser> verified(CreateToken.User user) {
        if (user.id() != null) {
            return passwords.byId(user.id(), user.password());
        }
        if (user.name() == null || user.domain() == null || user.domain().isEmpty()) {
            throw Faults.missing("password.user.id, or name with a domain,", "auth.identity");
        }
        return domainId(user.domain()).chain(domain -> passwords.byName(domain, user.name(), user.password()));
    }

    /** A domain that does not exist is looked into all the same, so that the time does not tell. */
    private Uni<String> domainId(Scope.DomainRef domain) {
        return domain.id() != null
                ? Uni.createFrom().item(domain.id())
                : db.read(tx -> projects.domainByName(tx, domain.name()))
                        .map(found -> found.map(ProjectSummary::id).orElse("~none"));
    }
}
