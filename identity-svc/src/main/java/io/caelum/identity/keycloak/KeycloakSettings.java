package io.caelum.identity.keycloak;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where Keycloak is and how identity-svc logs in there. */
@ConfigMapping(prefix = "caelum.keycloak")
public interface KeycloakSettings {

    String url();

    /** Where browsers reach Keycloak, which is also what it writes into its tokens as their issuer. */
    @WithDefault("${caelum.keycloak.url}")
    String publicUrl();

    @WithDefault("caelum")
    String realm();

    @WithDefault("caelum-identity")
    String clientId();

    String clientSecret();

    /** How many requests to Keycloak's administration are under way at once. */
    @WithDefault("16")
    int maxConcurrent();

    /** How many more wait; who comes then is sent away with 503. */
    @WithDefault("256")
    int maxWaiting();

    /** How long a password that Keycloak has found right is not asked again. */
    @WithDefault("PT1M")
    Duration rememberPassword();

    /** How long names of users are not asked again. */
    @WithDefault("PT1M")
    Duration rememberUser();
}
