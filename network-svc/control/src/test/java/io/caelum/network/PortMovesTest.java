package io.caelum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.NetworkRpc;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.contract.network.ServerPorts;
import io.caelum.platform.contract.network.ServerPorts.Wanted;
import io.caelum.platform.fault.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ports of a server that goes to another host while it runs: wired on both, then only there. */
@QuarkusTest
class PortMovesTest extends ServiceTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Inject
    Bus bus;

    private final String project = UUID.randomUUID().toString().replace("-", "");
    private final Api api = Api.member(project);
    private final UUID server = UUID.randomUUID();
    private FakeAgent here;
    private FakeAgent there;
    private NetworkRpc networks;
    private Wanted wanted;
    private BoundPort port;
    private long generationHere;

    @BeforeEach
    void aServerOnTheFirstOfTwoHosts() {
        networks = bus.client(NetworkRpc.class);
        here = alive(new FakeAgent(bus));
        there = alive(new FakeAgent(bus));
        UUID network = UUID.fromString(api.networkWithSubnet());
        wanted = new Wanted(UUID.randomUUID(), false, network, Optional.empty(), Optional.empty());
        port = asUser(() -> networks.bindPorts(on(here))).getFirst();
        generationHere = toldTo(here).bindingGeneration();
        here.reportsWired(port.portId(), generationHere);
    }

    private FakeAgent alive(FakeAgent agent) {
        await().atMost(SOON).until(() -> agent.isListening() && bus.isReady());
        await().atMost(SOON).until(() -> {
            agent.reportsState();
            return Api.admin()
                            .ids("/agents?alive=True&host=" + agent.host, "agents")
                            .size()
                    == 1;
        });
        return agent;
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private ServerPorts on(FakeAgent host) {
        return new ServerPorts(server, "s1", project, host.host, "nova", List.of(), List.of(wanted));
    }

    private PortWiring toldTo(FakeAgent agent) {
        await().atMost(SOON).until(() -> !agent.told.isEmpty());
        return agent.told.getLast();
    }

    private <T> T asUser(Supplier<Uni<T>> call) {
        var caller = new RequestContext(
                RequestContext.newRequestId(), null, "u", "u", project, project, null, List.of("member"), Map.of());
        return CurrentContext.callAs(caller, () -> call.get().await().atMost(SOON));
    }

    private void assertIsBoundTo(FakeAgent host) {
        Api.admin()
                .get("/ports/" + port.portId())
                .body("port.'binding:host_id'", equalTo(host.host))
                .body("port.status", equalTo("ACTIVE"));
    }

    @Test
    void aPreparedPortIsWiredOnBothHostsAndBoundToTheFirst() {
        List<BoundPort> prepared = asUser(() -> networks.prepareBindings(on(there)));

        assertThat(prepared)
                .singleElement()
                .satisfies(one -> assertThat(one.fixedIps()).isEqualTo(port.fixedIps()));
        PortWiring wiring = toldTo(there);
        assertThat(wiring.bindingGeneration()).isGreaterThan(generationHere);
        assertThat(wiring.macAddress()).isEqualTo(port.macAddress());
        assertThat(there.asksForItsWirings()).containsExactly(wiring);
        assertThat(here.asksForItsWirings()).hasSize(1);
        assertThat(here.unwired).isEmpty();
        there.reportsWired(port.portId(), wiring.bindingGeneration());
        assertIsBoundTo(here);
    }

    @Test
    void anActivePortIsOnlyOnTheSecondHostUnderTheSameNumber() {
        asUser(() -> networks.prepareBindings(on(there)));
        PortWiring wiring = toldTo(there);

        asUser(() -> networks.activateBindings(server, there.host));
        asUser(() -> networks.activateBindings(server, there.host));

        assertIsBoundTo(there);
        assertThat(there.asksForItsWirings()).containsExactly(wiring);
        assertThat(here.asksForItsWirings()).isEmpty();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(here.unwired).containsExactly(new FakeAgent.Unwired(port.portId(), generationHere)));
    }

    @Test
    void aPortThatWasNotPreparedIsBoundAsUsual() {
        asUser(() -> networks.activateBindings(server, there.host));

        assertThat(toldTo(there).bindingGeneration()).isGreaterThan(generationHere);
        Api.admin().get("/ports/" + port.portId()).body("port.'binding:host_id'", equalTo(there.host));
    }

    @Test
    void whatIsDroppedIsTakenAwayWhereItWasPreparedAndNowhereElse() {
        asUser(() -> networks.prepareBindings(on(there)));
        long generationThere = toldTo(there).bindingGeneration();

        asUser(() -> networks.dropBindings(server));
        asUser(() -> networks.dropBindings(server));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(there.unwired)
                        .containsExactly(new FakeAgent.Unwired(port.portId(), generationThere)));
        assertThat(there.asksForItsWirings()).isEmpty();
        assertThat(here.unwired).isEmpty();
        assertIsBoundTo(here);
    }

    @Test
    void aHostWithoutAnAgentCannotBePrepared() {
        var nowhere = new ServerPorts(server, "s1", project, "nowhere", "nova", List.of(), List.of(wanted));

        assertThatThrownBy(() -> asUser(() -> networks.prepareBindings(nowhere)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("has no network agent that lives");
        assertIsBoundTo(here);
    }

    @Test
    void aServerThatIsDeletedMeanwhileLeavesNothingOnEitherHost() {
        asUser(() -> networks.prepareBindings(on(there)));
        long generationThere = toldTo(there).bindingGeneration();

        asUser(() -> networks.releasePorts(server));

        await().atMost(SOON).until(() -> !here.unwired.isEmpty() && !there.unwired.isEmpty());
        assertThat(there.unwired).containsExactly(new FakeAgent.Unwired(port.portId(), generationThere));
        assertThat(there.asksForItsWirings()).isEmpty();
    }
}
