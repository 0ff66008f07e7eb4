package io.caelum.image.info;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.platform.fault.Fault;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/** Metadata definitions: there are none and none can be made. The dashboard asks for the lists and copes with empty ones. */
@Path("/v2/metadefs")
class MetadefResource {

    record Namespaces(List<Object> namespaces, String first, String schema) {}

    record ResourceTypes(@JsonProperty("resource_types") List<Object> resourceTypes) {}

    @GET
    @Path("namespaces")
    public Namespaces namespaces() {
        return new Namespaces(List.of(), "/v2/metadefs/namespaces", "/v2/schemas/metadefs/namespaces");
    }

    @GET
    @Path("resource_types")
    public ResourceTypes resourceTypes() {
        return new ResourceTypes(List.of());
    }

    @POST
    @Path("namespaces")
    public void create() {
        throw Fault.notImplemented("Metadata definitions are not implemented.");
    }
}
