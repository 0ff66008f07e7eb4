package io.caelum.image.fault;

import io.caelum.platform.fault.Fault;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** To Glance a path with a slash at the end is another one, that is: none. Jakarta REST would list all images for it. */
@ApplicationScoped
class TrailingSlash {

    private static final int AFTER_REQUEST_ID = -100;

    private final GlanceDialect dialect;

    TrailingSlash(GlanceDialect dialect) {
        this.dialect = dialect;
    }

    void register(@Observes Router router) {
        router.routeWithRegex("/v2/.*/")
                .order(AFTER_REQUEST_ID)
                .handler(http -> dialect.write(Fault.notFound("The resource could not be found."), http.request()));
    }
}
