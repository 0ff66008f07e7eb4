package io.caelum.identity.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.caelum.identity.catalog.CatalogView;
import io.caelum.identity.resource.KeystoneJson;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a token gives, as clients see it. */
@KeystoneJson
record TokenView(
        List<String> methods,
        User user,
        List<String> auditIds,
        String expiresAt,
        String issuedAt,
        @Nullable Project project,
        @JsonProperty("is_domain") @Nullable Boolean isDomain,
        @Nullable Named domain,
        @Nullable System system,
        @Nullable List<Named> roles,
        @Nullable List<CatalogView> catalog) {

    @KeystoneJson
    record User(String id, String name, Named domain, Optional<String> passwordExpiresAt) {}

    record Project(String id, String name, Named domain) {}

    record Named(String id, String name) {}

    record System(boolean all) {}

    record One(TokenView token) {}
}
