package io.caelum.networknode;

import io.caelum.networknode.dhcp.DhcpAgent;
import io.caelum.networknode.dhcp.DhcpProbe;
import io.caelum.networknode.keep.Keeper;
import io.caelum.networknode.keep.PlanFiles;
import io.caelum.networknode.keep.PlanKind;
import io.caelum.networknode.metadata.Guests;
import io.caelum.networknode.metadata.MetadataAnswers;
import io.caelum.networknode.metadata.MetadataServer;
import io.caelum.networknode.metadata.ServerFacts;
import io.caelum.networknode.metadata.Visits;
import io.caelum.networknode.router.RouterAgent;
import io.caelum.networknode.router.RouterProbe;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.HostNames;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.compute.ServerMetadataRpc;
import io.caelum.platform.contract.network.DhcpAgentRpc;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.DhcpProbeRpc;
import io.caelum.platform.contract.network.NetworkAgentReportRpc;
import io.caelum.platform.contract.network.NodeReportRpc;
import io.caelum.platform.contract.network.RouterAgentRpc;
import io.caelum.platform.contract.network.RouterPlan;
import io.caelum.platform.contract.network.RouterProbeRpc;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The L3 and DHCP agents of this process's hosts: serves them on the bus and has them do their rounds. */
@ApplicationScoped
class NetworkNodeProcess {

    private static final Duration TICK = Duration.ofMillis(250);

    @Inject
    Bus bus;

    @Inject
    NodeSettings settings;

    @Inject
    Clock clock;

    @Inject
    HostNames hosts;

    @ConfigProperty(name = "caelum.network-agent.namespace")
    Optional<String> hostNamespace;

    private final List<MetadataServer> metadataServers = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    void start(@Observes StartupEvent event) {
        hosts.all().forEach(this::start);
    }

    private void start(String host) {
        Provisions provisions = Provisions.of(settings, host, hostNamespace);
        Path state = settings.stateDir().resolve(host);
        NodeReportRpc control = bus.client(NodeReportRpc.class);
        var routers = new Keeper<RouterPlan>(
                PlanKind.ROUTER,
                provisions.routers(),
                new PlanFiles<>(state.resolve("routers"), PlanKind.ROUTER),
                (id, revision, error) ->
                        control.routerReady(host, id, revision, error).await().indefinitely(),
                clock);
        var networks = new Keeper<DhcpPlan>(
                PlanKind.NETWORK,
                provisions.networks(),
                new PlanFiles<>(state.resolve("networks"), PlanKind.NETWORK),
                (id, revision, error) ->
                        control.dhcpReady(host, id, revision, error).await().indefinitely(),
                clock);
        var visits = new Visits(clock);
        provisions.metadataSocket().ifPresent(socket -> answerGuests(socket, networks, visits));
        var routerAgent = new RouterAgent(routers);
        var dhcpAgent = new DhcpAgent(networks);
        bus.serve(RouterAgentRpc.class, routerAgent, Serving.onVirtualThreads(host));
        bus.serve(DhcpAgentRpc.class, dhcpAgent, Serving.onVirtualThreads(host));
        bus.serve(RouterProbeRpc.class, new RouterProbe(routers, provisions.routers()), Serving.onVirtualThreads(host));
        var leaseProbe = new DhcpProbe(networks, provisions.networks(), visits);
        bus.serve(DhcpProbeRpc.class, leaseProbe, Serving.onVirtualThreads(host));

        NetworkAgentReportRpc reports = bus.client(NetworkAgentReportRpc.class);
        Instant now = clock.instant();
        begin(
                "routers of " + host,
                routers,
                new Talk(
                        () -> reports.reportState(routerAgent.state(
                                        host, provisions.routers().name(), now))
                                .await()
                                .indefinitely(),
                        () -> {
                            List<RouterPlan> before = routers.plans();
                            routers.compare(
                                    before, control.routersOf(host).await().indefinitely());
                        }));
        begin(
                "networks of " + host,
                networks,
                new Talk(
                        () -> reports.reportState(dhcpAgent.state(
                                        host, provisions.networks().name(), now))
                                .await()
                                .indefinitely(),
                        () -> {
                            List<DhcpPlan> before = networks.plans();
                            networks.compare(
                                    before, control.dhcpNetworksOf(host).await().indefinitely());
                        }));
    }

    private void answerGuests(Path socket, Keeper<DhcpPlan> networks, Visits visits) {
        var facts = new ServerFacts(bus.client(ServerMetadataRpc.class), clock);
        var answers = new MetadataAnswers(new Guests(networks::plans), facts, visits);
        metadataServers.add(MetadataServer.open(socket, answers));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        metadataServers.forEach(MetadataServer::close);
    }

    /** Two threads: what has to be done on the host goes on while network control does not answer. */
    private void begin(String whose, Keeper<?> keeper, Talk talk) {
        Thread.ofVirtual().name("keeper of " + whose).start(() -> keep(keeper));
        Thread.ofVirtual().name("agent of " + whose).start(() -> keepInTouch(talk));
    }

    private void keep(Keeper<?> keeper) {
        CurrentContext.set(RequestContext.system("network-node"));
        var rounds = new ArrayList<Rounds>(List.of(
                new Rounds("repair", settings.repairEvery(), clock, keeper::repair),
                new Rounds("watch", settings.watchEvery(), clock, keeper::watch)));
        while (!stopped) {
            rounds.forEach(Rounds::runIfDue);
            pause();
        }
    }

    private void keepInTouch(Talk talk) {
        CurrentContext.set(RequestContext.system("network-node"));
        var rounds = List.of(
                new Rounds("report", settings.reportEvery(), clock, talk.report),
                new Rounds("compare", settings.compareEvery(), clock, talk.compare));
        long connection = 0;
        while (!stopped) {
            if (bus.isReady()) {
                // a connection may come back between two looks
                long now = bus.connections();
                if (now != connection) {
                    connection = now;
                    rounds.forEach(Rounds::areDueNow);
                }
                rounds.forEach(Rounds::runIfDue);
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

    private record Talk(Runnable report, Runnable compare) {}
}
