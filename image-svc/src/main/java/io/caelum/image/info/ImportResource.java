package io.caelum.image.info;

import io.caelum.platform.fault.Fault;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

/** Glance's other ways to bring the bytes of an image: not there, and said so. */
@Path("/v2/images/{id}/{way: import|stage|tasks}")
class ImportResource {

    @POST
    public void importImage(String id) {
        throw notThere(id);
    }

    @PUT
    public void stage(String id) {
        throw notThere(id);
    }

    @GET
    public void tasks(String id) {
        throw notThere(id);
    }

    private static Fault notThere(String id) {
        return Fault.notImplemented("Import and staging of image data are not implemented: upload the data with PUT"
                + " /v2/images/" + id + "/file.");
    }
}
