package io.caelum.identity.role;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.caelum.identity.resource.KeystoneJson;
import java.util.Map;
import java.util.Optional;

/** What comes in to create or change a role. */
record RoleBody(Fields role) {

    @KeystoneJson
    record Fields(
            String name,
            Optional<String> domainId,
            Optional<String> description,
            Map<String, Object> options,
            @JsonAnySetter Map<String, Object> extra) {}
}
