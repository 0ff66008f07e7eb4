package io.caelum.identity.catalog;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.identity.resource.KeystoneJson;
import io.caelum.identity.resource.Links;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An endpoint as clients see it. */
@KeystoneJson
record EndpointView(
        String id,
        @JsonProperty("interface") String face,
        Optional<String> regionId,
        Optional<String> region,
        String serviceId,
        String url,
        boolean enabled,
        @JsonAnyGetter Map<String, Object> extra,
        Links.Self links) {

    static EndpointView of(Endpoint endpoint, Links links) {
        return new EndpointView(
                endpoint.id,
                endpoint.face,
                Optional.ofNullable(endpoint.regionId),
                Optional.ofNullable(endpoint.regionId),
                endpoint.serviceId,
                endpoint.url,
                endpoint.enabled,
                endpoint.extra,
                links.self("/endpoints/" + endpoint.id));
    }

    @Nullable
    String inRegion() {
        return regionId.orElse(null);
    }

    record One(EndpointView endpoint) {}

    record Many(List<EndpointView> endpoints, Links.Whole links) {}
}
