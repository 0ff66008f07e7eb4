package io.caelum.identity.project;

import io.caelum.identity.policy.IdentityPolicy;
import io.caelum.identity.resource.Given;
import io.caelum.identity.resource.Links;
import io.caelum.identity.resource.ListFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v3/projects}. */
@Path("/v3/projects")
class ProjectResource {

    private final ProjectService service;

    ProjectResource(ProjectService service) {
        this.service = service;
    }

    @GET
    public Uni<ProjectView.Many> list(@Context UriInfo uri, @Context HttpServerRequest request) {
        IdentityPolicy.LIST_PROJECTS.check();
        var links = Links.of(request);
        return service.list(new ListFilter(uri.getQueryParameters()))
                .map(projects -> ProjectView.many(projects, links, "/projects"));
    }

    @POST
    @ResponseStatus(201)
    public Uni<ProjectView.One> create(ProjectBody body, @Context HttpServerRequest request) {
        var caller = IdentityPolicy.CREATE_PROJECT.check();
        var links = Links.of(request);
        return service.create(caller, Given.body(body.project(), "project")).map(project -> one(project, links));
    }

    /** Relatives are shown where the query has one of their keys, which stand without a value. */
    @GET
    @Path("{id}")
    public Uni<ProjectView.One> show(String id, @Context UriInfo uri, @Context HttpServerRequest request) {
        IdentityPolicy.GET_PROJECT.check(id);
        var links = Links.of(request);
        var keys = uri.getQueryParameters().keySet();
        Uni<ProjectView> view = service.require(id)
                .chain(project -> keys.stream().anyMatch(Relatives.KEYS::contains)
                        ? service.family().map(family -> Relatives.show(project, family, keys, links))
                        : Uni.createFrom().item(ProjectView.of(project, links)));
        return view.map(ProjectView.One::new);
    }

    @PATCH
    @Path("{id}")
    public Uni<ProjectView.One> update(String id, ProjectBody body, @Context HttpServerRequest request) {
        IdentityPolicy.UPDATE_PROJECT.check();
        var links = Links.of(request);
        return service.update(id, Given.body(body.project(), "project")).map(project -> one(project, links));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> delete(String id) {
        IdentityPolicy.DELETE_PROJECT.check();
        return service.delete(id);
    }

    private static ProjectView.One one(Project project, Links links) {
        return new ProjectView.One(ProjectView.of(project, links));
    }
}
