package io.caelum.identity.project;

import io.caelum.identity.assignment.Actors;
import io.caelum.identity.resource.Links;
import io.caelum.platform.context.CurrentContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;

/** Where the caller may go: what clients ask after an unscoped log-in. */
@Path("/v3/auth")
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
    @Path("projects")
    public Uni<ProjectView.Many> ownProjects(@Context HttpServerRequest request) {
        var links = Links.of(request);
        return actors.of(CurrentContext.get().userId())
                .chain(projects::ofActors)
                .map(found -> ProjectView.many(enabled(found), links, "/auth/projects"));
    }

    @GET
    @Path("domains")
    public Uni<DomainView.Many> ownDomains(@Context HttpServerRequest request) {
        var links = Links.of(request);
        return actors.of(CurrentContext.get().userId())
                .chain(domains::ofActors)
                .map(found -> DomainView.many(enabled(found), links, "/auth/domains"));
    }

    private static List<Project> enabled(List<Project> found) {
        return found.stream().filter(project -> project.enabled).toList();
    }
}
