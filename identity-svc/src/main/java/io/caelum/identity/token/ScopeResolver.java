package io.caelum.identity.token;

import io.caelum.identity.assignment.Actors;
import io.caelum.identity.assignment.Assignments;
import io.caelum.identity.assignment.Grant;
import io.caelum.identity.fault.Faults;
import io.caelum.identity.keycloak.KeycloakUser;
import io.caelum.identity.project.ProjectSummary;
import io.caelum.identity.project.Projects;
import io.caelum.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Decides where a user's token will be good. No such place, a disabled one, or no role there: 401, all alike. */
@ApplicationScoped
class ScopeResolver {

    private final Projects projects;
    private final Assignments assignments;
    private final Actors actors;

    ScopeResolver(Projects projects, Assignments assignments, Actors actors) {
        this.projects = projects;
        this.assignments = assignments;
        this.actors = actors;
    }

    Uni<Scoped> resolve(Tx tx, KeycloakUser user, Scope scope) {
        return switch (scope) {
            case Scope.Unscoped unscoped -> nowhere();
            case Scope.Unstated unstated -> defaultProject(tx, user);
            case Scope.ToSystem system -> system(tx, user);
            case Scope.ToDomain to ->
                domain(tx, to.domain())
                        .chain(domain -> inDomain(tx, user, domain))
                        .map(ScopeResolver::orRefuse);
            case Scope.ToProject to ->
                project(tx, to).chain(project -> inProject(tx, user, project)).map(ScopeResolver::orRefuse);
        };
    }

    private static Uni<Scoped> nowhere() {
        return Uni.createFrom().item(new Scoped.Nowhere());
    }

    private static Scoped orRefuse(Optional<Scoped> found) {
        return found.orElseThrow(Faults::unauthenticated);
    }

    private Uni<Scoped> defaultProject(Tx tx, KeycloakUser user) {
        if (user.defaultProjectId() == null) {
            return nowhere();
        }
        return projects.byId(tx, user.defaultProjectId())
                .chain(project -> inProject(tx, user, project))
                .map(found -> found.orElseGet(Scoped.Nowhere::new));
    }

    private Uni<Scoped> system(Tx tx, KeycloakUser user) {
        return actors.of(tx, user.id())
                .chain(who -> assignments.rolesOn(tx, who, Grant.Target.SYSTEM, Grant.SYSTEM))
                .map(roles -> orRefuse(given(roles).map(Scoped.InSystem::new)));
    }

    private Uni<Optional<ProjectSummary>> domain(Tx tx, Scope.DomainRef ref) {
        return ref.id() != null
                ? projects.byId(tx, ref.id()).map(found -> found.filter(ProjectSummary::isDomain))
                : projects.domainByName(tx, ref.name());
    }

    private Uni<Optional<ProjectSummary>> project(Tx tx, Scope.ToProject to) {
        if (to.id() != null) {
            return projects.byId(tx, to.id());
        }
        return domain(tx, to.domain())
                .chain(domain -> domain.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : projects.byName(tx, domain.get().id(), to.name()));
    }

    private Uni<Optional<Scoped>> inDomain(Tx tx, KeycloakUser user, Optional<ProjectSummary> domain) {
        if (domain.isEmpty() || !domain.get().enabled()) {
            return nothing();
        }
        return actors.of(tx, user.id())
                .chain(who -> assignments.rolesOn(
                        tx, who, Grant.Target.DOMAIN, domain.get().id()))
                .map(roles -> given(roles).map(some -> new Scoped.InDomain(domain.get(), some)));
    }

    private Uni<Optional<Scoped>> inProject(Tx tx, KeycloakUser user, Optional<ProjectSummary> project) {
        if (project.isEmpty() || !project.get().enabled() || project.get().isDomain()) {
            return nothing();
        }
        return projects.byId(tx, project.get().domainId())
                .chain(domain -> domain.filter(ProjectSummary::enabled).isEmpty()
                        ? nothing()
                        : actors.of(tx, user.id())
                                .chain(who -> assignments.rolesOnProject(
                                        tx, who, project.get().id()))
                                .map(roles -> given(roles).map(some -> new Scoped.InProject(project.get(), some))));
    }

    private static Uni<Optional<Scoped>> nothing() {
        return Uni.createFrom().item(Optional.empty());
    }

    private static Optional<List<String>> given(List<String> roles) {
        return Optional.of(roles).filter(some -> !some.isEmpty());
    }
}
