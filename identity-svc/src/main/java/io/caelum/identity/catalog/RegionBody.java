package io.caelum.identity.catalog;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.caelum.identity.resource.KeystoneJson;
import java.util.Map;
import java.util.Optional;

/** What comes in to create or change a region. */
record RegionBody(Fields region) {

    @KeystoneJson
    record Fields(
            String id,
            Optional<String> parentRegionId,
            Optional<String> description,
            @JsonAnySetter Map<String, Object> extra) {}
}
