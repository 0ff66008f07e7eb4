package io.caelum.compute.http;

import static io.caelum.compute.http.Microversions.MAXIMUM;
import static io.caelum.compute.http.Microversions.MINIMUM;

import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.fault.Fault;
import io.caelum.platform.web.microversion.Microversion;
import io.caelum.platform.web.token.Anonymous;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Negotiates the microversion. It comes after the token check: an answer 401 carries no microversion, as in Nova. All
 * answers of routes that exist carry the version that was used, also errors; where the version asked for is not served
 * (406) they echo it, and where it cannot be read (400) they carry none.
 */
class Negotiation {

    private static final String HEADER = "OpenStack-API-Version";
    private static final String OLD_HEADER = "X-OpenStack-Nova-API-Version";
    private static final String ECHO = "caelum.compute.microversion";

    private final Asked asked;

    Negotiation(Asked asked) {
        this.asked = asked;
    }

    @ServerRequestFilter(priority = Priorities.USER + 1)
    public void negotiate(ContainerRequestContext request, ResourceInfo route, HttpServerRequest http) {
        String apiVersion = PathPrefix.versionOf(request);
        if (apiVersion == null) {
            return;
        }
        boolean legacy = apiVersion.equals("v2");
        Microversion version = legacy
                ? MINIMUM
                : choose(request.getHeaderString(HEADER), request.getHeaderString(OLD_HEADER), request);
        asked.accept(version, Links.of(http, apiVersion, PathPrefix.projectOf(request)));
        if (!legacy) {
            request.setProperty(ECHO, version.toString());
        }
        requireExistsAt(version, route);
        requireOwnProject(request, route);
    }

    private static Microversion choose(String header, String oldHeader, ContainerRequestContext request) {
        String text = wanted(header, oldHeader).orElse(MINIMUM.toString());
        if (text.equals("latest")) {
            return MAXIMUM;
        }
        Microversion version = parse(text);
        if (version.compareTo(MINIMUM) < 0 || version.compareTo(MAXIMUM) > 0) {
            request.setProperty(ECHO, text);
            throw new Fault(
                    Fault.Kind.NOT_ACCEPTABLE,
                    "VersionNotSupported",
                    "Version %s is not supported by the API. Minimum is %s and maximum is %s."
                            .formatted(text, MINIMUM, MAXIMUM));
        }
        return version;
    }

    /** The text of the version for compute; a value for another service does not count. */
    static Optional<String> wanted(String header, String oldHeader) {
        if (header != null) {
            for (String part : header.split(",")) {
                String[] words = part.trim().split("\\s+");
                if (words.length == 2 && words[0].equalsIgnoreCase("compute")) {
                    return Optional.of(words[1]);
                }
            }
        }
        return Optional.ofNullable(oldHeader).map(String::trim);
    }

    private static Microversion parse(String text) {
        try {
            return Microversion.parse(text);
        } catch (IllegalArgumentException e) {
            throw Fault.badRequest(
                    "API Version String %s is of invalid format. Must be of format MajorNum.MinorNum.".formatted(text));
        }
    }

    private static void requireExistsAt(Microversion version, ResourceInfo route) {
        Available available = route.getResourceMethod().getAnnotation(Available.class);
        if (available == null) {
            available = route.getResourceClass().getAnnotation(Available.class);
        }
        if (available != null
                && (version.compareTo(Microversion.parse(available.since())) < 0
                        || version.compareTo(Microversion.parse(available.until())) > 0)) {
            throw Fault.notFound("The resource could not be found at microversion %s.".formatted(version));
        }
    }

    private static void requireOwnProject(ContainerRequestContext request, ResourceInfo route) {
        String inPath = PathPrefix.projectOf(request);
        boolean anonymous = route.getResourceClass().isAnnotationPresent(Anonymous.class);
        String ofToken = CurrentContext.get().projectId();
        if (inPath != null && !anonymous && !inPath.equals(ofToken)) {
            throw Fault.badRequest(
                    "Malformed request URL: URL's project_id '%s' doesn't match Context's project_id '%s'"
                            .formatted(inPath, ofToken));
        }
    }

    @ServerResponseFilter
    public void tell(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(ECHO) instanceof String version) {
            var headers = response.getHeaders();
            headers.putSingle(HEADER, "compute " + version);
            headers.putSingle(OLD_HEADER, version);
            headers.add("Vary", HEADER);
            headers.add("Vary", OLD_HEADER);
        }
    }
}
