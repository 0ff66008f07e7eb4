package io.caelum.network.qos;

import io.caelum.network.fault.NetworkFaults;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.Map;

/** Says of other kinds of rules that agents here cannot keep them. */
@Path(
        "/v2.0/qos/policies/{id}/{kind: dscp_marking_rules|minimum_bandwidth_rules|minimum_packet_rate_rules|packet_rate_limit_rules}{rest: (/.*)?}")
class RulesNotThere {

    @GET
    public Map<String, Object> get(String kind) {
        throw refusal(kind);
    }

    @POST
    public Map<String, Object> post(String kind) {
        throw refusal(kind);
    }

    @PUT
    public Map<String, Object> put(String kind) {
        throw refusal(kind);
    }

    @DELETE
    public Map<String, Object> delete(String kind) {
        throw refusal(kind);
    }

    private static RuntimeException refusal(String kind) {
        return NetworkFaults.notFound(
                "HTTPNotFound",
                "The resource could not be found: this cloud has no " + kind + ", only bandwidth_limit_rules.");
    }
}
