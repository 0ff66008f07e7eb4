package io.caelum.network.extension;

import io.caelum.network.fault.NetworkFaults;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Map;

/** Says of Neutron's other resources that this cloud does not have them, instead of an unexplained 404. */
@Path("/v2.0/{resource: subnetpools|address-scopes|rbac-policies|trunks|segments|metering}{rest: (/.*)?}")
class NotThereYet {

    @GET
    public Map<String, Object> get(String resource) {
        throw refusal(resource);
    }

    @POST
    public Map<String, Object> post(String resource) {
        throw refusal(resource);
    }

    @PUT
    public Map<String, Object> put(String resource) {
        throw refusal(resource);
    }

    @DELETE
    public Map<String, Object> delete(String resource) {
        throw refusal(resource);
    }

    private static RuntimeException refusal(String resource) {
        return NetworkFaults.notFound(
                "HTTPNotFound", "The resource could not be found: this cloud has no " + resource + " yet.");
    }
}
