package io.caelum.compute.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Nova tells the request id under two names; clients before 2.46 read the older one. */
@ApplicationScoped
class ComputeRequestId {

    private static final int AFTER_THE_ID_IS_SET = 900;

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    var headers = request.response().headers();
                    headers.set("x-compute-request-id", headers.get("x-openstack-request-id"));
                    request.next();
                },
                AFTER_THE_ID_IS_SET);
    }
}
