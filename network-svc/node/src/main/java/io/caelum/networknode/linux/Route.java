package io.caelum.networknode.linux;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** @param destination in CIDR notation, or {@code default} */
public record Route(String destination, String nexthop) implements Comparable<Route> {

    private static final String V4_EVERYWHERE = "0.0.0.0/0";
    private static final String V6_EVERYWHERE = "::/0";

    public Route {
        if (destination.equals(V4_EVERYWHERE) || destination.equals(V6_EVERYWHERE)) {
            destination = "default";
        }
    }

    /** From what {@code ip -j route} says: of a route to one host it leaves out the length. */
    static Set<Route> parse(String json) {
        var routes = new TreeSet<Route>();
        for (JsonNode route : Link.read(json)) {
            String destination = route.path("dst").asText();
            boolean isWhole = destination.equals("default") || destination.contains("/");
            String length = destination.contains(":") ? "/128" : "/32";
            routes.add(new Route(
                    isWhole ? destination : destination + length,
                    route.path("gateway").asText()));
        }
        return routes;
    }

    /** Its destination alone does not say of which version it is. */
    boolean isIpv6Default() {
        return destination.equals("default") && nexthop.indexOf(':') >= 0;
    }

    @Override
    public int compareTo(Route other) {
        return toString().compareTo(other.toString());
    }
}
