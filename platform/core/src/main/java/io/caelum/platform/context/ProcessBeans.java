package io.caelum.platform.context;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What every process may inject. Tests replace any of it with beans of their own. */
final class ProcessBeans {

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @DefaultBean
    ProcessIdentity identity(
            @ConfigProperty(name = "caelum.service") Optional<String> service,
            @ConfigProperty(name = "quarkus.application.name") Optional<String> application,
            @ConfigProperty(name = "caelum.host") String host) {
        return new ProcessIdentity(service.or(() -> application).orElse("caelum"), host);
    }

    @Produces
    @Singleton
    @DefaultBean
    HostNames hosts(
            @ConfigProperty(name = "caelum.host") String host,
            @ConfigProperty(name = "caelum.simulated-hosts", defaultValue = "0") int simulated) {
        return HostNames.of(host, simulated);
    }
}
