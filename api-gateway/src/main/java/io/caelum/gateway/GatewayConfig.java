package io.caelum.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where requests go and what the door lets through. */
@ConfigMapping(prefix = "caelum.gateway")
public interface GatewayConfig {

    /**
     * First path segment → addresses of the service behind it. Several addresses are several instances of the same
     * service: they take turns, and one that does not accept connections is passed over.
     */
    Map<String, List<URI>> routes();

    /** The address that clients use, when it is not the one that they write into {@code Host}: behind a TLS proxy. */
    Optional<URI> publicUrl();

    /** How long no byte may move, in either direction, before an exchange is given up. */
    @WithDefault("PT60S")
    Duration idleTimeout();

    @WithDefault("PT2S")
    Duration connectTimeout();

    Limits limits();

    Traces traces();

    Dashboard dashboard();

    /** Everything in bytes. */
    interface Limits {
        @WithDefault("8192")
        int uri();

        @WithDefault("32768")
        int headers();

        /** Bodies of API calls; image bytes are not limited here. */
        @WithDefault("4194304")
        long body();

        /** Connections to one service. */
        @WithDefault("512")
        int connections();
    }

    /** What the pages for browsers are told. */
    interface Dashboard {
        /** Keycloak's realm, at the address by which browsers reach it; without one nobody can log in. */
        Optional<URI> issuer();

        @WithDefault("caelum-dashboard")
        String clientId();
    }

    /** How much of the past is kept in memory. */
    interface Traces {
        @WithDefault("50000")
        int spans();

        @WithDefault("33554432")
        long bytes();

        /** So that one endless trace does not push out all others. */
        @WithDefault("2000")
        int spansOfOneTrace();
    }
}
