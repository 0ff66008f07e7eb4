package io.caelum.platform.data;

import java.net.URI;

/** How messages name a database: by what an operator looks for, never with user or password. */
final class DatabaseName {

    private DatabaseName() {}

    static String of(String url) {
        URI uri = URI.create(url.substring(url.indexOf("postgres")));
        String path = uri.getPath() == null || uri.getPath().length() < 2
                ? ""
                : uri.getPath().substring(1) + " ";
        String host = uri.getHost() == null ? "an unknown address" : uri.getHost();
        return "database " + path + "at " + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }
}
