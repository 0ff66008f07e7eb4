package io.caelum.gateway.proxy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * What stands behind a name. Where instances are scaled, one name has many addresses, which come and go: each is an
 * instance of its own here. A connection pool by name would stay with those of its first connections. How long a name is
 * believed is the Java machine's matter ({@code networkaddress.cache.ttl}).
 */
final class Addresses {

    /** Where names are looked up. */
    interface Lookup {
        InetAddress[] byName(String host) throws UnknownHostException;
    }

    private final Lookup lookup;

    Addresses(Lookup lookup) {
        this.lookup = lookup;
    }

    /** The instances at this address; itself if its name is not known now, or is needed for the certificate. */
    List<URI> of(URI route) {
        if (!"http".equals(route.getScheme())) {
            return List.of(route);
        }
        try {
            return Arrays.stream(lookup.byName(route.getHost()))
                    .map(address -> at(route, address))
                    .sorted()
                    .toList();
        } catch (UnknownHostException e) {
            return List.of(route);
        }
    }

    private static URI at(URI route, InetAddress address) {
        String literal = address.getHostAddress();
        String host = address instanceof Inet6Address ? "[" + literal + "]" : literal;
        return URI.create("http://" + host + (route.getPort() < 0 ? "" : ":" + route.getPort()));
    }
}
