package io.caelum.identity.token;

import io.caelum.identity.fault.Faults;
import io.caelum.identity.keycloak.KeycloakUser;
import io.caelum.identity.project.ProjectSummary;
import io.caelum.identity.project.Projects;
import io.caelum.identity.role.RoleGraph;
import io.caelum.identity.role.RoleName;
import io.caelum.identity.role.Roles;
import io.caelum.identity.token.key.SigningKeys;
import io.caelum.identity.token.revocation.Revocations;
import io.caelum.platform.bus.notify.Outbox;
import io.caelum.platform.data.Db;
import io.caelum.platform.data.Tx;
import io.caelum.platform.web.token.TokenClaims;
import io.caelum.platform.web.token.TokenCodec;
import io.caelum.platform.web.token.Tokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Issues tokens, looks into them and ends them. */
@ApplicationScoped
class TokenService {

    private final Db db;
    private final LogIn logIn;
    private final ScopeResolver scopes;
    private final Projects projects;
    private final Roles roles;
    private final SigningKeys keys;
    private final TokenViews views;
    private final Revocations revocations;
    private final Tokens tokens;
    private final Outbox outbox;
    private final TokenSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    TokenService(
            Db db,
            LogIn logIn,
            ScopeResolver scopes,
            Projects projects,
            Roles roles,
            SigningKeys keys,
            TokenViews views,
            Revocations revocations,
            Tokens tokens,
            Outbox outbox,
            TokenSettings settings,
            Clock clock) {
        this.db = db;
        this.logIn = logIn;
        this.scopes = scopes;
        this.projects = projects;
        this.roles = roles;
        this.keys = keys;
        this.views = views;
        this.revocations = revocations;
        this.tokens = tokens;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** The token bears the time at which the log-in began: whatever is revoked while it is under way ends it, too. */
    Uni<IssuedToken> issue(CreateToken.Auth auth, boolean withCatalog) {
        Instant begun = clock.instant();
        Scope scope = Scope.of(auth.scope());
        return logIn.identify(auth.identity()).chain(who -> issue(who, scope, begun, withCatalog));
    }

    /**
     * An unscoped one for somebody who has logged in at Keycloak. That is when the log-in began: what was revoked since
     * then has revoked this token before it is made.
     */
    Uni<IssuedToken> issueByAccessToken(@Nullable String accessToken) {
        Instant now = clock.instant();
        return logIn.atKeycloak(accessToken)
                .chain(arrival -> issue(arrival.who(), new Scope.Unscoped(), earlier(arrival.since(), now), false))
                .invoke(issued -> tokens.require(issued.text()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Uni<IssuedToken> issue(LogIn.Who who, Scope scope, Instant begun, boolean withCatalog) {
        return db.withTransaction(tx -> revocations
                .holdOff(tx)
                .chain(() -> claims(tx, who, scope, begun))
                .call(claims -> tell(tx, who, claims))
                .chain(claims -> views.of(tx, claims, withCatalog)
                        .chain(view ->
                                keys.current().map(key -> new IssuedToken(TokenCodec.sign(claims, key), view)))));
    }

    private Uni<TokenClaims> claims(Tx tx, LogIn.Who who, Scope scope, Instant begun) {
        return requireDomain(tx, who.user())
                .chain(() -> scopes.resolve(tx, who.user(), scope))
                .chain(scoped -> roles.graph(tx).map(graph -> claims(who, scoped, graph, begun)));
    }

    private Uni<Void> requireDomain(Tx tx, KeycloakUser user) {
        return projects.byId(tx, user.domainId())
                .invoke(domain -> domain.filter(ProjectSummary::enabled).orElseThrow(Faults::unauthenticated))
                .replaceWithVoid();
    }

    private TokenClaims claims(LogIn.Who who, Scoped scoped, RoleGraph graph, Instant begun) {
        String auditId = auditId();
        long issued = Tokens.micros(begun);
        long expires = Tokens.micros(begun.plus(settings.lifetime()));
        Optional<ProjectSummary> project =
                scoped instanceof Scoped.InProject in ? Optional.of(in.project()) : Optional.empty();
        return new TokenClaims(
                who.user().id(),
                who.user().name(),
                who.user().domainId(),
                project.map(ProjectSummary::id),
                project.map(ProjectSummary::name),
                project.map(ProjectSummary::domainId),
                scoped instanceof Scoped.InDomain in ? Optional.of(in.domain().id()) : Optional.empty(),
                scoped instanceof Scoped.InSystem,
                graph.effective(scoped.assigned()).stream().map(RoleName::name).toList(),
                auditId,
                who.parent().map(TokenClaims::auditChainId).orElse(auditId),
                who.methods(),
                issued,
                who.parent()
                        .map(parent -> Math.min(parent.expiresAtMicros(), expires))
                        .orElse(expires));
    }

    private String auditId() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    Uni<TokenView> view(TokenClaims claims, boolean withCatalog) {
        return db.read(tx -> views.of(tx, claims, withCatalog));
    }

    Uni<Void> revoke(TokenClaims claims) {
        return db.withTransaction(tx -> revocations.ofToken(tx, claims));
    }

    private Uni<Void> tell(Tx tx, LogIn.Who who, TokenClaims claims) {
        return who.parent().isPresent()
                ? Uni.createFrom().voidItem()
                : outbox.record(tx, "identity.authenticate", claims.userId(), Authenticated.event(claims));
    }

    /** The event in the form of DMTF's CADF, as Keystone sends it. */
    private static final class Authenticated {

        static Map<String, Object> event(TokenClaims claims) {
            return Map.of(
                    "typeURI", "http://schemas.dmtf.org/cloud/audit/1.0/event",
                    "eventType", "activity",
                    "id", claims.auditId(),
                    "eventTime", TokenViews.time(claims.issuedAtMicros()),
                    "action", "authenticate",
                    "outcome", "success",
                    "initiator",
                            Map.of(
                                    "typeURI", "service/security/account/user",
                                    "id", claims.userId(),
                                    "user_id", claims.userId(),
                                    "name", claims.userName()),
                    "target", Map.of("typeURI", "service/security/account/user", "id", claims.userId()),
                    "observer", Map.of("typeURI", "service/security", "id", "keystone"),
                    "methods", List.copyOf(claims.methods()));
        }
    }
}
