package io.caelum.network;

import io.restassured.response.ValidatableResponse;
import java.util.Map;

/** Routers for tests. */
final class Routers {

    private Routers() {}

    static String bare(Api api) {
        return api.create("router", Map.of("name", "router")).getString("id");
    }

    static String withGateway(Api api, String external) {
        return api.create("router", Map.of("external_gateway_info", Map.of("network_id", external)))
                .getString("id");
    }

    static ValidatableResponse add(Api api, String router, String subnet) {
        return api.put("/routers/" + router + "/add_router_interface", Map.of("subnet_id", subnet));
    }
}
