package io.caelum.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Under which address the client sees the cloud, told to services so that their links lead back through the gateway. */
final class PublicAddress {

    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:\\d{1,5})?");

    private final Optional<URI> configured;

    PublicAddress(Optional<URI> configured) {
        this.configured = configured;
    }

    /** Whether links can be made from what the client calls this host. */
    boolean isUsable(HttpServerRequest request) {
        String host = request.getHeader("Host");
        return configured.isPresent()
                || (host != null && AUTHORITY.matcher(host).matches());
    }

    void tell(MultiMap headers, HttpServerRequest request, String prefix) {
        headers.set("X-Forwarded-Proto", configured.map(URI::getScheme).orElse(request.scheme()));
        headers.set("X-Forwarded-Host", configured.map(URI::getRawAuthority).orElse(request.getHeader("Host")));
        headers.set("X-Forwarded-Prefix", "/" + prefix);
        headers.set("X-Forwarded-For", request.remoteAddress().hostAddress());
    }
}
