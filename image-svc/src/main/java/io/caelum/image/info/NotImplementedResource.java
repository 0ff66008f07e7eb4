package io.caelum.image.info;

import io.caelum.platform.fault.Fault;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** What Glance has and this service does not: it says so. */
@Path("/v2")
class NotImplementedResource {

    @GET
    @Path("tasks")
    public void tasks() {
        throw noTasks();
    }

    @POST
    @Path("tasks")
    public void createTask() {
        throw noTasks();
    }

    @GET
    @Path("cache")
    public void cache() {
        throw Fault.notFound("There is no image cache here: hosts cache images themselves.");
    }

    @DELETE
    @Path("stores/{store}/{id}")
    public void deleteFromStore(String store, String id) {
        throw Fault.notImplemented("There is one store only: delete the image instead.");
    }

    private static Fault noTasks() {
        return Fault.notImplemented("Tasks are not implemented: there are no imports that would make any.");
    }
}
