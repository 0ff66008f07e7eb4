package io.caelum.networkagent;

import io.caelum.networkagent.mechanism.Mechanism;
import io.caelum.networkagent.mechanism.WiringFailed;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.HostNames;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.network.NetworkAgentReportRpc;
import io.caelum.platform.contract.network.NetworkAgentRpc;
import io.caelum.platform.contract.network.PortProbeRpc;
import io.caelum.platform.contract.network.SurroundingsReportRpc;
import io.caelum.platform.contract.network.SurroundingsRpc;
import io.caelum.platform.contract.network.WiringInventoryRpc;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
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
        Path folder = settings.stateDir().resolve(host);
        var file = new SurroundingsFile(folder);
        Mechanism mechanism = Mechanisms.mechanism(settings, host, folder, file.read());
        var surroundings = new HostSurroundings(host, mechanism, bus.client(SurroundingsReportRpc.class), file);
        var agent = new NetworkAgent(
                host, mechanism, bus.client(NetworkAgentReportRpc.class), surroundings, clock.instant());
        bus.serve(NetworkAgentRpc.class, agent, Serving.onVirtualThreads(host));
        bus.serve(WiringInventoryRpc.class, agent, Serving.onVirtualThreads(host));
        bus.serve(PortProbeRpc.class, new PortProbe(mechanism), Serving.onVirtualThreads(host));
        bus.serve(SurroundingsRpc.class, surroundings, Serving.inOrder(host));
        Thread.ofVirtual().name("network-agent of " + host).start(() -> keepInTouch(host, agent, surroundings));
        Thread.ofVirtual().name("repairs of " + host).start(() -> keepInOrder(agent));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    /** At once, since what was wired before the process ended has to go on, and then again and again; without anybody else. */
    private void keepInOrder(NetworkAgent agent) {
        var repairs = new Due(settings.compareEvery());
        while (!stopped) {
            repairs.run("repair", agent::repair);
            pause();
        }
    }

    private void keepInTouch(String host, NetworkAgent agent, HostSurroundings surroundings) {
        CurrentContext.set(RequestContext.system("network-agent"));
        var reports = new Due(settings.reportEvery());
        var comparisons = new Due(settings.compareEvery());
        var looksAround = new Due(settings.compareEvery());
        long connection = 0;
        while (!stopped) {
            if (bus.isReady()) {
                // a connection may come back between two looks
                long now = bus.connections();
                if (now != connection) {
                    connection = now;
                    reports.isDueNow();
                    comparisons.isDueNow();
                    looksAround.isDueNow();
                }
                reports.run("report", () -> {
                    agent.report();
                    presence.known(host);
                });
                looksAround.run("look around", surroundings::compare);
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

    private interface Work {
        void run() throws WiringFailed;
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

        void run(String what, Work work) {
            if (Instant.now().isBefore(next)) {
                return;
            }
            try {
                work.run();
                next = Instant.now().plus(every);
            } catch (WiringFailed | RuntimeException e) {
                LOG.infof("this will be tried again, action=%s error=%s", what, e.getMessage());
                next = Instant.now().plus(AFTER_FAILURE);
            }
        }
    }
}
