package io.caelum.gateway.dashboard;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What a browser may do on our pages: run our files, talk to us and to Keycloak, and nothing else. */
record SecurityHeaders(Map<String, String> headers) {

    static SecurityHeaders allowing(Optional<URI> issuer) {
        String keycloak = issuer.map(uri -> " " + uri.getScheme() + "://" + uri.getAuthority())
                .orElse("");
        String policy = String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                // PatternFly's style sheets hold small pictures
                "img-src 'self' data:",
                "font-src 'self'",
                "connect-src 'self'" + keycloak,
                "base-uri 'none'",
                // log-out is a form, from which Keycloak sends back to here
                "form-action 'self'" + keycloak,
                "frame-ancestors 'none'");
        return new SecurityHeaders(Map.of(
                "Content-Security-Policy", policy,
                "X-Content-Type-Options", "nosniff",
                "X-Frame-Options", "DENY",
                "Referrer-Policy", "no-referrer",
                "Cross-Origin-Opener-Policy", "same-origin",
                "Cross-Origin-Resource-Policy", "same-origin",
                "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
    }

    void addTo(MultiMap response) {
        headers.forEach(response::set);
    }
}
