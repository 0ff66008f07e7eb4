package io.caelum.identity.catalog;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.caelum.identity.resource.KeystoneJson;
import java.util.Map;
import java.util.Optional;

/** What comes in to create or change a service of the catalog. */
record ServiceBody(Fields service) {

    @KeystoneJson
    record Fields(
            String type,
            Optional<String> name,
            Optional<String> description,
            Boolean enabled,
            @JsonAnySetter Map<String, Object> extra) {}
}
