package io.caelum.gateway.edge;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which headers may pass from a client to a service, and back. */
public final class ClientHeaders {

    /** Meant for one connection only (RFC 9110, 7.6.1), and those that the gateway's own client writes. */
    private static final Set<String> OF_ONE_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "expect",
            "host");

    /** What only the gateway, a service or its token check may say. */
    private static final List<String> FORGEABLE = List.of(
            "forwarded",
            "x-forwarded",
            "x-real-ip",
            "x-original",
            "x-rewrite",
            "x-http-method",
            "x-caelum-",
            "x-identity-",
            "x-user",
            "x-role",
            "x-project",
            "x-tenant",
            "x-domain",
            "x-system",
            "x-is-admin",
            "x-auth-project",
            "x-auth-user",
            "x-auth-role",
            "x-auth-key",
            "x-service-user",
            "x-service-role",
            "x-service-project",
            "x-service-domain",
            "x-service-identity",
            "x-service-catalog",
            "x-instance-id",
            "x-image-ticket",
            "openstack-system-scope");

    private ClientHeaders() {}

    /** Removes what a client may not say, in place: nobody behind the edge shall see it, the gateway's own code included. */
    public static void strip(MultiMap headers) {
        for (String name : new ArrayList<>(headers.names())) {
            if (isForgeable(name)) {
                headers.remove(name);
            }
        }
    }

    /** Copies all but those of one hop. */
    public static void copy(MultiMap from, MultiMap to) {
        Set<String> alsoOfOneHop = namedByConnection(from);
        from.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OF_ONE_HOP.contains(lower) && !alsoOfOneHop.contains(lower)) {
                to.add(name, value);
            }
        });
    }

    /** Roughly what they take on the wire. */
    public static long size(MultiMap headers) {
        long size = 0;
        for (var header : headers) {
            size += header.getKey().length() + header.getValue().length() + 4;
        }
        return size;
    }

    /** With an underscore a name means the same as with a dash to many readers, and no OpenStack client sends one. */
    private static boolean isForgeable(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.indexOf('_') >= 0 || FORGEABLE.stream().anyMatch(lower::startsWith);
    }

    private static Set<String> namedByConnection(MultiMap headers) {
        var names = new HashSet<String>();
        for (String value : headers.getAll("Connection")) {
            for (String name : value.split(",")) {
                names.add(name.trim().toLowerCase(Locale.ROOT));
            }
        }
        // where a body ends is not for one hop to say
        names.remove("content-length");
        return names;
    }
}
