package io.caelum.platform.web;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives each HTTP request its id, before anything else happens, and answers it in {@code x-openstack-request-id}. The
 * gateway hands its id down in {@code X-Caelum-Request-Id}; what a client sends as {@code X-OpenStack-Request-ID} is kept as
 * the global request id if it has the right form.
 */
@ApplicationScoped
class RequestIds {

    static final String FROM_GATEWAY = "X-Caelum-Request-Id";
    static final String OPENSTACK = "x-openstack-request-id";

    private static final int BEFORE_ALL_OTHERS = 1_000;
    private static final Pattern REQUEST_ID =
            Pattern.compile("req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    void register(@Observes Filters filters) {
        filters.register(RequestIds::begin, BEFORE_ALL_OTHERS);
    }

    private static void begin(RoutingContext request) {
        String given = wellFormed(request.request().getHeader(FROM_GATEWAY));
        String id = given == null ? RequestContext.newRequestId() : given;
        String global = wellFormed(request.request().getHeader(OPENSTACK));
        CurrentContext.set(new RequestContext(id, global, null, null, null, null, null, List.of(), Map.of()));
        request.response().putHeader(OPENSTACK, id);
        request.next();
    }

    private static @Nullable String wellFormed(@Nullable String id) {
        return id != null && REQUEST_ID.matcher(id).matches() ? id : null;
    }
}
