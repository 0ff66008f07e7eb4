package io.caelum.identity.project;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.caelum.identity.resource.KeystoneJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What comes in to create or change a project. */
record ProjectBody(Fields project) {

    @KeystoneJson
    record Fields(
            String name,
            Optional<String> domainId,
            Optional<String> parentId,
            Optional<String> description,
            Boolean enabled,
            Boolean isDomain,
            List<String> tags,
            Map<String, Object> options,
            @JsonAnySetter Map<String, Object> extra) {}
}
