package io.caelum.platform.web;

import io.vertx.core.http.HttpServerRequest;

/**
 * The address under which the client reached this service, so that links in bodies work from outside. The gateway says
 * it in {@code X-Forwarded-Proto}, {@code X-Forwarded-Host} and {@code X-Forwarded-Prefix}, which it sets itself and never
 * passes on from a client; services listen where only the gateway reaches them.
 */
public final class PublicUrl {

    private PublicUrl() {}

    /** E.g. {@code http://127.0.0.1:8780/compute}, without a slash at the end. */
    public static String of(HttpServerRequest request) {
        String proto = request.getHeader("X-Forwarded-Proto");
        String host = request.getHeader("X-Forwarded-Host");
        String prefix = request.getHeader("X-Forwarded-Prefix");
        return (proto == null ? request.scheme() : proto) + "://"
                + (host == null ? request.authority().toString() : host) + (prefix == null ? "" : prefix);
    }
}
