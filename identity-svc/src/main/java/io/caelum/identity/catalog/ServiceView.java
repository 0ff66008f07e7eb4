package io.caelum.identity.catalog;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.caelum.identity.resource.KeystoneJson;
import io.caelum.identity.resource.Links;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service of the catalog as clients see it. */
@KeystoneJson
record ServiceView(
        String id,
        String type,
        @Nullable String name,
        @Nullable String description,
        boolean enabled,
        @JsonAnyGetter Map<String, Object> extra,
        Links.Self links) {

    static ServiceView of(Service service, Links links) {
        return new ServiceView(
                service.id,
                service.type,
                service.name,
                service.description,
                service.enabled,
                service.extra,
                links.self("/services/" + service.id));
    }

    record One(ServiceView service) {}

    record Many(List<ServiceView> services, Links.Whole links) {}
}
