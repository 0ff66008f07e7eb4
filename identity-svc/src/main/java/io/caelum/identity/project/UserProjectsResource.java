package io.caelum.identity.project;

import io.caelum.identity.assignment.Actors;
import io.caelum.identity.policy.IdentityPolicy;
import io.caelum.identity.resource.Links;
import io.caelum.identity.resource.ListFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** The projects on which a user has a role. */
@Path("/v3/users")
class UserProjectsResource {

    private final ProjectService projects;
    private final Actors actors;

    UserProjectsResource(ProjectService projects, Actors actors) {
        this.projects = projects;
        this.actors = actors;
    }

    @GET
    @Path("{id}/projects")
    public Uni<ProjectView.Many> list(String id, @Context UriInfo uri, @Context HttpServerRequest request) {
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
}
