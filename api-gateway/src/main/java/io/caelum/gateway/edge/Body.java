package io.caelum.gateway.edge;

import io.vertx.core.http.HttpServerRequest;

/** What a request says of its body before the body comes. */
public final class Body {

    private Body() {}

    /** A body is announced by its length or by being chunked; nothing else makes one. */
    public static boolean isAnnounced(HttpServerRequest request) {
        return declaredLength(request) > 0 || request.headers().contains("Transfer-Encoding");
    }

    /** 0 when none is declared. The server has already refused lengths that are no numbers. */
    public static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length.trim());
    }
}
