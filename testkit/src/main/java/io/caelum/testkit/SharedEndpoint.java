package io.caelum.testkit;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One running server for all tests of a JVM. Quarkus loads test resources by several class loaders, each with static
 * fields of its own, so what is shared stands in a system property.
 */
final class SharedEndpoint {

    private static final Logger LOG = Logger.getLogger(SharedEndpoint.class);

    private SharedEndpoint() {}

    /** @param variable environment variable that may name the endpoint; also names the shared property */
    static URI of(String variable, Supplier<Optional<URI>> container, Supplier<URI> localProcess) {
        var property = variable.toLowerCase(java.util.Locale.ROOT).replace('_', '.');
        synchronized (System.class) {
            var known = System.getProperty(property, Docker.isDecided() ? null : System.getenv(variable));
            if (known != null) {
                return URI.create(known);
            }
            var endpoint = container.get().orElseGet(localProcess);
            LOG.infof("Started for tests, in the place of %s: %s", variable, withoutSecret(endpoint));
            System.setProperty(property, endpoint.toString());
            return endpoint;
        }
    }

    /** A second address of a server that {@link #of} has just looked up or started. */
    static URI companion(String variable, Supplier<URI> otherwise) {
        return of(variable, Optional::empty, otherwise);
    }

    static String user(URI endpoint) {
        return endpoint.getUserInfo().split(":", 2)[0];
    }

    static String password(URI endpoint) {
        return endpoint.getUserInfo().split(":", 2)[1];
    }

    private static String withoutSecret(URI endpoint) {
        return endpoint.getScheme() + "://" + endpoint.getHost() + ":" + endpoint.getPort();
    }
}
