package io.caelum.identity.keycloak;

import jakarta.enterprise.context.ApplicationScoped;

/** How a page logs its user in at Keycloak: what it must know, and what its tokens are checked against. */
@ApplicationScoped
public class DashboardLogIn {

    private static final String CLIENT = "caelum-dashboard";

    private final KeycloakSettings settings;

    DashboardLogIn(KeycloakSettings settings) {
        this.settings = settings;
    }

    /** As Keycloak calls itself towards browsers; its endpoints are found from there (OpenID Connect Discovery). */
    public String issuer() {
        String url = settings.publicUrl();
        return (url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + "/realms/" + settings.realm();
    }

    public String clientId() {
        return CLIENT;
    }
}
