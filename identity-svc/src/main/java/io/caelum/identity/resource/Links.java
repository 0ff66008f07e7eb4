package io.caelum.identity.resource;

import io.caelum.platform.web.PublicUrl;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Absolute addresses as the client of the request at hand sees them. */
public record Links(String v3) {

    public static Links of(HttpServerRequest request) {
        return new Links(PublicUrl.of(request) + "/v3");
    }

    /** @param path e.g. {@code /users/<id>} */
    public Self self(String path) {
        return new Self(v3 + path);
    }

    /** Of a whole list: Keystone does not page. */
    public Whole whole(String path) {
        return new Whole(Optional.empty(), v3 + path, Optional.empty());
    }

    public record Self(String self) {}

    public record Whole(Optional<String> next, String self, Optional<String> previous) {}
}
