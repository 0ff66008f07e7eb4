package io.caelum.identity.federation;

import io.caelum.identity.fault.Faults;

/** There is one identity provider and one way to log in there; neither can be changed through the API. */
public final class Federation {

    static final String PROVIDER = "keycloak";
    static final String PROTOCOL = "openid";
    static final String MAPPING = "keycloak";

    private Federation() {}

    static void requireProvider(String id) {
        require("identity provider", PROVIDER, id);
    }

    public static void requireProtocol(String provider, String id) {
        requireProvider(provider);
        require("federation protocol", PROTOCOL, id);
    }

    static void requireMapping(String id) {
        require("mapping", MAPPING, id);
    }

    private static void require(String kind, String known, String id) {
        if (!known.equals(id)) {
            throw Faults.notFound(kind, id);
        }
    }
}
