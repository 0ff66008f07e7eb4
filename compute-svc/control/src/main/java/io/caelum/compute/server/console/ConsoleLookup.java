package io.caelum.compute.server.console;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.compute.ConsoleConnection;
import io.caelum.platform.contract.compute.ConsoleRpc;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells the gateway what a token opens. */
@ApplicationScoped
class ConsoleLookup implements ConsoleRpc {

    private final Bus bus;
    private final Consoles consoles;
    private final String host;

    ConsoleLookup(Bus bus, Consoles consoles, @ConfigProperty(name = "caelum.host") String host) {
        this.bus = bus;
        this.consoles = consoles;
        this.host = host;
    }

    void serve(@Observes StartupEvent event) {
        bus.serve(ConsoleRpc.class, this, Serving.onEventLoop(host));
    }

    @Override
    public Uni<ConsoleConnection> connect(String token) {
        return consoles.connect(token);
    }
}
