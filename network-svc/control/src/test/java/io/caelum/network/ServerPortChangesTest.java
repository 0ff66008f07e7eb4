package io.caelum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.context.CurrentContext;
import io.caelum.platform.context.RequestContext;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.ExternalEvent;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.NetworkRpc;
import io.caelum.platform.contract.network.SecurityGroupLookupRpc;
import io.caelum.platform.contract.network.ServerAttachments;
import io.caelum.platform.contract.network.ServerNetwork;
import io.caelum.platform.contract.network.ServerPorts;
import io.caelum.platform.contract.network.ServerPorts.Wanted;
import io.caelum.platform.contract.network.ServerPortsRpc;
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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What compute asks and changes about the ports of a server that is there, over the bus. */
@QuarkusTest
class ServerPortChangesTest extends ServiceTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Inject
    Bus bus;

    private final String project = UUID.randomUUID().toString().replace("-", "");
    private final Api api = Api.member(project);
    private final UUID server = UUID.randomUUID();
    private final FakeCompute compute = new FakeCompute();
    private Bus.Served computeServed;
    private FakeAgent agent;
    private NetworkRpc networks;
    private ServerPortsRpc ports;
    private UUID network;

    @BeforeEach
    void aServerOnANetwork() {
        networks = bus.client(NetworkRpc.class);
        ports = bus.client(ServerPortsRpc.class);
        agent = new FakeAgent(bus);
        computeServed = bus.serve(ComputeReportRpc.class, compute, Serving.onEventLoop("compute-test"));
        await().atMost(SOON).until(() -> agent.isListening() && computeServed.isConsuming() && bus.isReady());
        agent.reportsState();
        await().atMost(SOON)
                .until(() -> !Api.admin()
                        .ids("/agents?alive=True&host=" + agent.host, "agents")
                        .isEmpty());
        network = UUID.fromString(api.networkWithSubnet());
    }

    @AfterEach
    void stopServing() {
        agent.close();
        computeServed.close();
    }

    private BoundPort made() {
        return bind(new Wanted(UUID.randomUUID(), false, network, Optional.empty(), Optional.empty()));
    }

    private BoundPort given() {
        UUID port = UUID.fromString(api.port(network.toString()).getString("id"));
        return bind(new Wanted(port, true, network, Optional.empty(), Optional.empty()));
    }

    private BoundPort bind(Wanted port) {
        return asUser(() -> networks.bindPorts(
                        new ServerPorts(server, "s1", project, agent.host, "nova", List.of(), List.of(port))))
                .getFirst();
    }

    private ServerNetwork current() {
        return asUser(() -> ports.networkOf(server));
    }

    private <T> T asUser(Supplier<Uni<T>> call) {
        var caller = new RequestContext(
                RequestContext.newRequestId(), null, "u", "u", project, project, null, List.of("member"), Map.of());
        return CurrentContext.callAs(caller, () -> call.get().await().atMost(SOON));
    }

    private static void assertRefused(Fault.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(kind));
    }

    private void awaitEvent(String name, UUID port) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(compute.heardAbout(server))
                        .contains(new ExternalEvent(
                                name, server, Optional.of(port.toString()), Optional.of("completed"))));
    }

    @Test
    void aServerHasThePortsThatWereBoundAndTheirGroups() {
        BoundPort first = made();
        BoundPort second = given();

        assertThat(current()).isEqualTo(new ServerNetwork(List.of(first, second), List.of("default")));
        assertThat(asUser(() -> ports.networkOf(UUID.randomUUID()))).isEqualTo(new ServerNetwork(List.of(), List.of()));
    }

    @Test
    void onePortIsGivenBackAndTheOtherStays() {
        BoundPort stays = made();
        BoundPort made = made();
        BoundPort given = given();

        asUser(() -> ports.releasePort(server, made.portId()));
        asUser(() -> ports.releasePort(server, made.portId()));
        asUser(() -> ports.releasePort(server, given.portId()));
        asUser(() -> ports.releasePort(UUID.randomUUID(), stays.portId()));

        api.get("/ports/" + made.portId()).statusCode(404);
        Api.admin()
                .get("/ports/" + given.portId())
                .body("port.device_id", equalTo(""))
                .body("port.'binding:vif_type'", equalTo("unbound"));
        assertThat(current().ports()).extracting(BoundPort::portId).containsExactly(stays.portId());
    }

    @Test
    void allPortsComeIntoAGroupAndOutOfItByNameOrId() {
        BoundPort one = made();
        made();
        String web = api.create("security_group", Map.of("name", "web")).getString("id");

        asUser(() -> ports.addSecurityGroup(server, "web"));
        asUser(() -> ports.addSecurityGroup(server, "web"));
        assertThat(current().securityGroups()).containsExactly("default", "web");
        assertThat(api.ids("/ports?security_groups=" + web, "ports")).hasSize(2);
        awaitEvent("network-changed", one.portId());

        asUser(() -> ports.removeSecurityGroup(server, web));
        assertThat(current().securityGroups()).containsExactly("default");
        assertRefused(Fault.Kind.NOT_FOUND, () -> asUser(() -> ports.removeSecurityGroup(server, "web")));
        assertRefused(Fault.Kind.NOT_FOUND, () -> asUser(() -> ports.addSecurityGroup(server, "none such")));
        assertRefused(Fault.Kind.NOT_FOUND, () -> asUser(() -> ports.addSecurityGroup(UUID.randomUUID(), "default")));
    }

    @Test
    void theGroupsOfAProjectAreToldAlsoBeforeItHasUsedAny() {
        String other = UUID.randomUUID().toString().replace("-", "");
        SecurityGroupLookupRpc groups = bus.client(SecurityGroupLookupRpc.class);

        List<ServerAttachments.SecurityGroup> found =
                groups.groupsOf(other).await().atMost(SOON);

        assertThat(found).singleElement().satisfies(group -> {
            assertThat(group.name()).isEqualTo("default");
            assertThat(group.projectId()).isEqualTo(other);
            assertThat(group.rules()).hasSize(2);
        });
    }

    @Test
    void aPortWithoutSecurityTakesNoGroupAndNoOtherPortDoesThen() {
        made();
        String open = api.create(
                        "port",
                        Map.of("network_id", network, "port_security_enabled", false, "security_groups", List.of()))
                .getString("id");
        bind(new Wanted(UUID.fromString(open), true, network, Optional.empty(), Optional.empty()));
        String web = api.create("security_group", Map.of("name", "web")).getString("id");

        assertRefused(Fault.Kind.BAD_REQUEST, () -> asUser(() -> ports.addSecurityGroup(server, "web")));

        assertThat(api.ids("/ports?security_groups=" + web, "ports")).isEmpty();
    }

    @Test
    void addressesAreAddedToThePortOnTheNetworkAndTakenAway() {
        BoundPort port = made();
        String first = port.fixedIps().getFirst().ipAddress();

        asUser(() -> ports.addFixedIp(server, network));
        List<BoundPort.FixedIp> both = current().ports().getFirst().fixedIps();
        assertThat(both).hasSize(2).first().isEqualTo(port.fixedIps().getFirst());
        awaitEvent("network-changed", port.portId());

        asUser(() -> ports.removeFixedIp(server, first));
        assertThat(current().ports().getFirst().fixedIps()).containsExactly(both.getLast());
        assertRefused(Fault.Kind.BAD_REQUEST, () -> asUser(() -> ports.removeFixedIp(server, first)));
        assertRefused(Fault.Kind.NOT_FOUND, () -> asUser(() -> ports.addFixedIp(server, UUID.randomUUID())));
    }

    @Test
    void aFloatingAddressLeadsToTheServerAndIsFreedAgain() {
        String external = External.network(Api.admin());
        Routers.add(api, Routers.withGateway(api, external), subnet()).statusCode(200);
        BoundPort port = made();
        String address = api.create("floatingip", Map.of("floating_network_id", external))
                .getString("floating_ip_address");

        asUser(() -> ports.addFloatingIp(server, address, Optional.empty()));
        assertThat(current().ports().getFirst().floating())
                .containsExactly(
                        new BoundPort.FloatingIp(port.fixedIps().getFirst().ipAddress(), address));
        assertThat(bind(new Wanted(port.portId(), false, network, Optional.empty(), Optional.empty()))
                        .floating())
                .hasSize(1);
        awaitEvent("network-changed", port.portId());

        asUser(() -> ports.removeFloatingIp(server, address));
        assertThat(current().ports().getFirst().floating()).isEmpty();
        assertRefused(Fault.Kind.CONFLICT, () -> asUser(() -> ports.removeFloatingIp(server, address)));
    }

    @Test
    void aFloatingAddressThatCannotLeadThereIsRefused() {
        String external = External.network(Api.admin());
        BoundPort port = made();
        String address = api.create("floatingip", Map.of("floating_network_id", external))
                .getString("floating_ip_address");

        // no router
        assertRefused(
                Fault.Kind.BAD_REQUEST, () -> asUser(() -> ports.addFloatingIp(server, address, Optional.empty())));
        assertRefused(
                Fault.Kind.BAD_REQUEST,
                () -> asUser(() -> ports.addFloatingIp(server, address, Optional.of("192.0.2.1"))));
        assertRefused(
                Fault.Kind.NOT_FOUND, () -> asUser(() -> ports.addFloatingIp(server, "192.0.2.9", Optional.empty())));
        assertThat(current().ports()).containsExactly(port);
    }

    private String subnet() {
        return api.ids("/subnets?network_id=" + network, "subnets").getFirst();
    }

    @Test
    void computeHearsWhenAUserChangesOrDeletesAPortOfAServer() {
        BoundPort port = made();
        api.put(
                        "/ports/" + port.portId(),
                        Map.of(
                                "port",
                                Map.of(
                                        "fixed_ips",
                                        List.of(Map.of("subnet_id", subnet()), Map.of("subnet_id", subnet())))))
                .statusCode(200);
        awaitEvent("network-changed", port.portId());

        api.delete("/ports/" + port.portId()).statusCode(204);

        awaitEvent("network-vif-deleted", port.portId());
    }

    @Test
    void computeDoesNotHearOfPortsThatItGivesBackItself() {
        BoundPort port = made();
        asUser(() -> ports.releasePort(server, port.portId()));
        String marker = api.port(network.toString()).getString("id");
        api.delete("/ports/" + marker).statusCode(204);

        assertThat(compute.heardAbout(server)).extracting(ExternalEvent::name).doesNotContain("network-vif-deleted");
    }
}
