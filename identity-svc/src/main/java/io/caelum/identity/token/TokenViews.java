package io.caelum.identity.token;

import io.caelum.identity.catalog.Catalog;
import io.caelum.identity.catalog.CatalogView;
import io.caelum.identity.project.ProjectSummary;
import io.caelum.identity.project.Projects;
import io.caelum.identity.role.Roles;
import io.caelum.platform.data.Tx;
import io.caelum.platform.web.token.TokenClaims;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the document of a token from its claims: the same at log-in and at every later look. */
@ApplicationScoped
class TokenViews {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Projects projects;
    private final Roles roles;
    private final Catalog catalog;

    TokenViews(Projects projects, Roles roles, Catalog catalog) {
        this.projects = projects;
        this.roles = roles;
        this.catalog = catalog;
    }

    Uni<TokenView> of(Tx tx, TokenClaims claims, boolean withCatalog) {
        return domainNames(tx, claims)
                .chain(names -> namedRoles(tx, claims)
                        .chain(named -> catalog(tx, claims, withCatalog)
                                .map(services -> view(claims, names, named.orElse(null), services.orElse(null)))));
    }

    private Uni<Map<String, ProjectSummary>> domainNames(Tx tx, TokenClaims claims) {
        List<String> ids = Stream.of(Optional.of(claims.userDomainId()), claims.projectDomainId(), claims.domainId())
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return projects.byIds(tx, ids);
    }

    private Uni<Optional<List<TokenView.Named>>> namedRoles(Tx tx, TokenClaims claims) {
        if (isUnscoped(claims)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return roles.graph(tx)
                .map(graph -> Optional.of(graph.named(claims.roles()).stream()
                        .map(role -> new TokenView.Named(role.id(), role.name()))
                        .toList()));
    }

    private Uni<Optional<List<CatalogView>>> catalog(Tx tx, TokenClaims claims, boolean wanted) {
        return wanted && !isUnscoped(claims)
                ? catalog.forToken(tx, claims).map(Optional::of)
                : Uni.createFrom().item(Optional.empty());
    }

    static boolean isUnscoped(TokenClaims claims) {
        return claims.projectId().isEmpty() && claims.domainId().isEmpty() && !claims.systemScope();
    }

    private static TokenView view(
            TokenClaims claims,
            Map<String, ProjectSummary> domains,
            List<TokenView.Named> roles,
            List<CatalogView> services) {
        return new TokenView(
                claims.methods(),
                new TokenView.User(
                        claims.userId(), claims.userName(), named(domains, claims.userDomainId()), Optional.empty()),
                Stream.of(claims.auditId(), claims.auditChainId()).distinct().toList(),
                time(claims.expiresAtMicros()),
                time(claims.issuedAtMicros()),
                claims.projectId()
                        .map(id -> new TokenView.Project(
                                id,
                                claims.projectName().orElse(""),
                                named(domains, claims.projectDomainId().orElse(""))))
                        .orElse(null),
                claims.projectId().map(id -> false).orElse(null),
                claims.domainId().map(id -> named(domains, id)).orElse(null),
                claims.systemScope() ? new TokenView.System(true) : null,
                roles,
                services);
    }

    private static TokenView.Named named(Map<String, ProjectSummary> domains, String id) {
        ProjectSummary domain = domains.get(id);
        return new TokenView.Named(id, domain == null ? id : domain.name());
    }

    static String time(long micros) {
        return TIME.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}
