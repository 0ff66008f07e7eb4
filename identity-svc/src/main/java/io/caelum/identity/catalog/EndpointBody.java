package io.caelum.identity.catalog;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.identity.resource.KeystoneJson;
import java.util.Map;
import java.util.Optional;

/** What comes in to create or change an endpoint; {@code region} is the older name of {@code region_id}. */
record EndpointBody(Fields endpoint) {

    @KeystoneJson
    record Fields(
            String serviceId,
            Optional<String> regionId,
            Optional<String> region,
            @JsonProperty("interface") String face,
            String url,
            Boolean enabled,
            @JsonAnySetter Map<String, Object> extra) {}
}
