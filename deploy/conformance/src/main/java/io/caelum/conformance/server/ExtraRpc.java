package io.caelum.conformance.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.caelum.platform.bus.rpc.Call;
import io.caelum.platform.bus.rpc.RpcTopic;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Endpoint B of the wire specification. */
@RpcTopic(value = "conformance", exchange = "openstack", version = "2.0", namespace = "extra")
interface ExtraRpc {

    @Call
    Uni<List<Object>> ping(JsonNode arg);
}
