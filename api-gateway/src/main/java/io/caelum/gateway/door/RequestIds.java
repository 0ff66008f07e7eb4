package io.caelum.gateway.door;

import io.caelum.platform.context.RequestContext;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/**
 * Each request gets an id here, under which all services log it and which the client reads from the answer. An id that
 * the client sends is something else: it joins several requests of one operation and travels on as the global id.
 */
final class RequestIds {

    static final String HEADER = "X-Openstack-Request-Id";
    /** How services learn the gateway's id; a client cannot set it. */
    static final String INTERNAL_HEADER = "X-Caelum-Request-Id";

    private static final Pattern WELL_FORMED =
            Pattern.compile("req-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private RequestIds() {}

    /** Gives the request its id, in the headers of request and answer. */
    static String assign(HttpServerRequest request) {
        String id = RequestContext.newRequestId();
        request.headers().set(INTERNAL_HEADER, id);
        String global = request.getHeader(HEADER);
        if (global != null && !WELL_FORMED.matcher(global).matches()) {
            request.headers().remove(HEADER);
        }
        request.response().putHeader(HEADER, id);
        return id;
    }
}
