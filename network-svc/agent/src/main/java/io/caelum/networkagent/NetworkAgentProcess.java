package io.caelum.networkagent;

import io.caelum.networkagent.mechanism.Mechanism;
import io.caelum.networkagent.mechanism.simulated.SimulatedMechanism;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.HostNames;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.network.NetworkAgentReportRpc;
import io.caelum.platform.contract.network.NetworkAgentRpc;
import io.caelum.platform.contract.network.WiringInventoryRpc;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** The agents of this process's hosts: serves them on the bus, has them report, and compare after each reconnection. */
@ApplicationScoped
class NetworkAgentProcess {

    private static final Logger LOG = Logger.getLogger(NetworkAgentProcess.class);
    private static final Duration TICK = Duration.ofMillis(250);

    @Inject
    Bus bus;

    @Inject
    AgentSettings settings;

    @Inject
    Clock clock;

    @Inject
    HostNames hosts;

    @Inject
    AgentPresence presence;

    private volatile boolean stopped;

    void start(@Observes StartupEvent event) {
        hosts.all().forEach(this::start);
    }

    private void start(String host) {
        var agent = new NetworkAgent(host, mechanism(host), bus.client(NetworkAgentReportRpc.class), clock.instant());
        bus.serve(NetworkAgentRpc.class, agent, Serving.onVirtualThreads(host));
        bus.serve(WiringInventoryRpc.class, agent, Serving.onVirtualThreads(host));
        Thread.ofVirtual().name("network-agent of " + host).start(() -> keepInTouch(host, agent));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private Mechanism mechanism(String host) {
        return switch (settings.mechanism()) {
            case "simulated" -> new SimulatedMechanism(settings.stateDir().resolve(host));
            default ->
                throw new IllegalArgumentException("caelum.network-agent.mechanism: there is no mechanism \""
                        + settings.mechanism() + "\", only \"simulated\"");
        };
    }

    private void keepInTouch(String host, NetworkAgent agent) {
        CurrentContext.set(RequestContext.system("network-agent"));
        var reports = new Due(settings.reportEvery());
        var comparisons = new Due(settings.compareEvery());
        long connection = 0;
        while (!stopped) {
            if (bus.isReady()) {
                // a connection may come back between two looks
                long now = bus.connections();
                if (now != connection) {
                    connection = now;
                    reports.isDueNow();
                    comparisons.isDueNow();
                }
                reports.run("report", () -> {
                    agent.report();
                    presence.known(host);
                });
                comparisons.run("compare", agent::compare);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(TICK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something that is done again and again; after a failure sooner. */
    private static final class Due {

        private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

        private final Duration every;
        private Instant next = Instant.MIN;

        Due(Duration every) {
            this.every = every;
        }

        void isDueNow() {
            next = Instant.MIN;
        }

        void run(String what, Runnable work) {
            if (Instant.now().isBefore(next)) {
                return;
            }
            try {
                work.run();
                next = Instant.now().plus(every);
            } catch (RuntimeException e) {
                LOG.infof("network control cannot be reached, action=%s error=%s", what, e.getMessage());
                next = Instant.now().plus(AFTER_FAILURE);
            }
        }
    }
}
