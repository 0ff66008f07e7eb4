package io.caelum.identity.project;

import io.caelum.identity.assignment.Actors;
import io.caelum.identity.policy.IdentityPolicy;
import io.caelum.identity.resource.Links;
import io.caelum.identity.resource.ListFilter;
import io.caelum.platform.context.CurrentContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Where a user may go: what clients ask after an unscoped log-in. */
@Path("/v3")
class OwnScopesResource {

    private final ProjectService projects;
    private final DomainService domains;
    private final Actors actors;

    OwnScopesResource(ProjectService projects, DomainService domains, Actors actors) {
        this.projects = projects;
        this.domains = domains;
        this.actors = actors;
    }

    @GET
    @Path("auth/projects")
    public Uni<ProjectView.Many> ownProjects(@Context HttpServerRequest request) {
        var links = Links.of(request);
        return actors.of(CurrentContext.get().userId())
                .chain(projects::ofActors)
                .map(found -> ProjectView.many(enabled(found), links, "/auth/projects"));
    }

    @GET
    @Path("auth/domains")
    public Uni<DomainView.Many> ownDomains(@Context HttpServerRequest request) {
        var links = Links.of(request);
        return actors.of(CurrentContext.get().userId())
                .chain(domains::ofActors)
                .map(found -> DomainView.many(enabled(found), links, "/auth/domains"));
    }

    @GET
    @Path("users/{id}/projects")
    public Uni<ProjectView.Many> projectsOf(String id, @Context UriInfo uri, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_USER_PROJECTS.check(id);
        var links = Links.of(request);
        var filter = new ListFilter(uri.getQueryParameters());
        return actors.of(id)
                .chain(projects::ofActors)
                .map(found -> found.stream()
                        .filter(filter.<Project>on("name", project -> project.name)
                                .and(filter.onFlag("enabled", project -> project.enabled)))
                        .toList())
                .map(found -> ProjectView.many(found, links, "/users/" + id + "/projects"));
    }

    private static List<Project> enabled(List<Project> found) {
        return found.stream().filter(project -> project.enabled).toList();
    }
}
