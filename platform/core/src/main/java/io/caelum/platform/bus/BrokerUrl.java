package io.caelum.platform.bus;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the broker is, in oslo.messaging's form:
 * {@code rabbit://user:pass@host1:port,user:pass@host2:port/vhost?option=value}. Names and passwords are
 * percent-encoded; the path {@code /} is the virtual host {@code /}.
 */
public record BrokerUrl(List<Node> nodes, String virtualHost, Map<String, String> options) {

    private static final int DEFAULT_PORT = 5672;

    /** One broker node and how to log in there. */
    public record Node(String host, int port, String user, String password) {

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    public BrokerUrl {
        nodes = List.copyOf(nodes);
        options = Map.copyOf(options);
    }

    /** @throws IllegalArgumentException saying what is wrong, never quoting a password */
    public static BrokerUrl parse(String url) {
        int scheme = url.indexOf("://");
        if (scheme < 0 || !List.of("rabbit", "amqp", "kombu+amqp").contains(url.substring(0, scheme))) {
            throw new IllegalArgumentException("A broker URL begins with rabbit://, this one does not");
        }
        String rest = url.substring(scheme + 3);
        int query = rest.indexOf('?');
        Map<String, String> options = query < 0 ? Map.of() : options(rest.substring(query + 1));
        String place = query < 0 ? rest : rest.substring(0, query);
        int slash = place.indexOf('/');
        String hosts = slash < 0 ? place : place.substring(0, slash);
        String path = slash < 0 ? "" : decode(place.substring(slash + 1));
        return new BrokerUrl(nodes(hosts), path.isEmpty() ? "/" : path, options);
    }

    private static List<Node> nodes(String hosts) {
        var nodes = new ArrayList<Node>();
        String user = "guest";
        String password = "guest";
        for (String part : hosts.split(",")) {
            int at = part.lastIndexOf('@');
            if (at >= 0) {
                String login = part.substring(0, at);
                int colon = login.indexOf(':');
                user = decode(colon < 0 ? login : login.substring(0, colon));
                password = colon < 0 ? "" : decode(login.substring(colon + 1));
            }
            nodes.add(node(part.substring(at + 1), user, password));
        }
        return nodes;
    }

    private static Node node(String address, String user, String password) {
        int bracket = address.lastIndexOf(']');
        int colon = address.lastIndexOf(':');
        boolean hasPort = colon > bracket;
        String host = hasPort ? address.substring(0, colon) : address;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            host = "localhost";
        }
        try {
            int port = hasPort ? Integer.parseInt(address.substring(colon + 1)) : DEFAULT_PORT;
            return new Node(host, port, user, password);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("The broker URL has a port that is no number at host " + host, e);
        }
    }

    private static Map<String, String> options(String query) {
        var options = new LinkedHashMap<String, String>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                options.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return options;
    }

    private static String decode(String text) {
        // A plus sign is a plus sign in a password; only the form encoding takes it for a blank.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    boolean flag(String name, boolean otherwise) {
        String value = options.get(name);
        return value == null ? otherwise : value.equalsIgnoreCase("true") || value.equals("1");
    }

    /** The nodes and the virtual host, without login: for logs. */
    @Override
    public String toString() {
        return String.join(",", nodes.stream().map(Node::toString).toList()) + " vhost " + virtualHost;
    }
}
