package io.caelum.compute.http;

import io.caelum.platform.fault.Fault;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The API answers under {@code /v2.1/servers} and {@code /v2.1/<project id>/servers}, and under {@code /v2}, which takes no
 * microversions. Resources are written for the first form only; this takes the rest off before routing.
 */
class PathPrefix {

    private static final String VERSION = "caelum.compute.path-version";
    private static final String PROJECT = "caelum.compute.path-project";

    /** Project ids look like nothing else that stands in this place: 32 hex digits, or a UUID with dashes. */
    private static final Pattern PREFIX = Pattern.compile(
            "/(v2|v2\\.1)(?:/([0-9a-fA-F]{32}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}))?(/.*)?");

    @ServerRequestFilter(preMatching = true)
    public void strip(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        refuseNul(uri);
        Matcher path = PREFIX.matcher(uri.getRawPath());
        if (!path.matches()) {
            return;
        }
        request.setProperty(VERSION, path.group(1));
        request.setProperty(PROJECT, path.group(2));
        boolean asWritten = path.group(1).equals("v2.1") && path.group(2) == null;
        if (!asWritten && path.group(3) != null && path.group(3).length() > 1) {
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            request.setRequestUri(URI.create("/v2.1" + path.group(3) + query));
        }
    }

    /** No name has it, and the database cannot even be asked for one. */
    private static void refuseNul(URI uri) {
        if (uri.toString().contains("%00")) {
            throw Fault.badRequest("The URL must not hold the character NUL.");
        }
    }

    static String versionOf(ContainerRequestContext request) {
        return (String) request.getProperty(VERSION);
    }

    static String projectOf(ContainerRequestContext request) {
        return (String) request.getProperty(PROJECT);
    }
}
