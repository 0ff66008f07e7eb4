package io.caelum.identity.group;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.caelum.identity.resource.KeystoneJson;
import java.util.Map;
import java.util.Optional;

/** What comes in to create or change a group. */
record GroupBody(Fields group) {

    @KeystoneJson
    record Fields(
            String name,
            Optional<String> domainId,
            Optional<String> description,
            @JsonAnySetter Map<String, Object> extra) {}
}
