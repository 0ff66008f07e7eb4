package io.caelum.identity.user;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.caelum.identity.resource.KeystoneJson;
import java.util.Map;
import java.util.Optional;

/** What comes in to create or change a user. */
record UserBody(Fields user) {

    @KeystoneJson
    record Fields(
            String name,
            Optional<String> domainId,
            Optional<String> password,
            Boolean enabled,
            Optional<String> defaultProjectId,
            Map<String, Object> options,
            @JsonAnySetter Map<String, Object> extra) {

        /** The password stays out of logs. */
        @Override
        public String toString() {
            return "UserBody[" + name + "]";
        }
    }
}
