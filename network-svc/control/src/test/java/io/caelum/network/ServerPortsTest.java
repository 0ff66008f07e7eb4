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
import io.caelum.platform.contract.compute.ServerLookupRpc;
import io.caelum.platform.contract.network.BoundPort;
import io.caelum.platform.contract.network.NetworkRpc;
import io.caelum.platform.contract.network.PortWiring;
import io.caelum.platform.contract.network.RequestedPort;
import io.caelum.platform.contract.network.ServerAttachments;
import io.caelum.platform.contract.network.ServerPorts;
import io.caelum.platform.contract.network.ServerPorts.Wanted;
import io.caelum.platform.data.Db;
import io.caelum.platform.fault.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What compute and the agents do with ports, over the bus. */
@QuarkusTest
class ServerPortsTest extends ServiceTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    /** As the tests' settings have it: longer than what passes before an agent is told again that did not answer. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Inject
    Bus bus;

    @Inject
    Db db;

    private final String project = UUID.randomUUID().toString().replace("-", "");
    private final Api api = Api.member(project);
    private final UUID server = UUID.randomUUID();
    private final FakeCompute compute = new FakeCompute();
    private Bus.Served computeServed;
    private FakeAgent agent;
    private NetworkRpc networks;

    @BeforeEach
    void aHostWithAnAgent() {
        networks = bus.client(NetworkRpc.class);
        agent = new FakeAgent(bus);
        computeServed = bus.serve(ComputeReportRpc.class, compute, Serving.onEventLoop("compute-test"));
        await().atMost(SOON).until(() -> agent.isListening() && computeServed.isConsuming() && bus.isReady());
        agent.reportsState();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Api.admin().ids("/agents?alive=True&host=" + agent.host, "agents"))
                        .hasSize(1));
    }

    @AfterEach
    void stopServing() {
        agent.close();
        computeServed.close();
    }

    @Test
    void portsAreMadeBoundWiredAndComputeHearsOfEach() {
        UUID network = UUID.fromString(api.networkWithSubnet());
        BoundPort port = bind(made(network)).getFirst();

        assertThat(port.madeForServer()).isTrue();
        assertThat(port.active()).isFalse();
        assertThat(port.vifType()).isEqualTo("tap");
        assertThat(port.networkName()).isEqualTo("net");
        assertThat(port.fixedIps())
                .singleElement()
                .satisfies(ip -> assertThat(ip.ipAddress()).startsWith("10.0.0."));
        PortWiring wiring = toldAbout(port.portId());
        assertThat(wiring.segment().networkType()).isEqualTo("vxlan");
        assertThat(wiring.macAddress()).isEqualTo(port.macAddress());
        assertThat(agent.asksForItsWirings()).containsExactly(wiring);
        Api.admin()
                .get("/ports/" + port.portId())
                .body("port.status", equalTo("BUILD"))
                .body("port.'binding:host_id'", equalTo(agent.host))
                .body("port.device_owner", equalTo("compute:nova"));

        agent.reportsWired(port.portId(), wiring.bindingGeneration());
        api.get("/ports/" + port.portId()).body("port.status", equalTo("ACTIVE"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(compute.heardAbout(server))
                        .containsExactly(new ExternalEvent(
                                "network-vif-plugged",
                                server,
                                Optional.of(port.portId().toString()),
                                Optional.of("completed"))));
        assertThat(bind(made(port.portId(), network)).getFirst().active()).isTrue();
    }

    @Test
    void attachmentsTellTheStateOfPortsAndTheirGroupsNow() {
        UUID network = UUID.fromString(api.networkWithSubnet());
        BoundPort port = bind(made(network)).getFirst();

        ServerAttachments before = asUser(() -> networks.attachments(server));
        assertThat(before.ports()).containsExactly(new ServerAttachments.Port(port.portId(), "BUILD"));
        assertThat(before.groups()).singleElement().satisfies(group -> {
            assertThat(group.name()).isEqualTo("default");
            assertThat(group.projectId()).isEqualTo(project);
            assertThat(group.rules())
                    .hasSize(2)
                    .allSatisfy(rule ->
                            assertThat(rule.group()).contains(new ServerAttachments.Rule.Group("default", project)));
        });
        agent.reportsWired(port.portId(), toldAbout(port.portId()).bindingGeneration());
        await().atMost(SOON)
                .until(
                        () -> asUser(() -> networks.attachments(server)).ports(),
                        ports -> ports.equals(List.of(new ServerAttachments.Port(port.portId(), "ACTIVE"))));
        release();
        assertThat(asUser(() -> networks.attachments(server))).isEqualTo(new ServerAttachments(List.of(), List.of()));
    }

    @Test
    void floatingAddressesOfAServerAreToldAndAnnounced() {
        String external = External.network(Api.admin());
        String network = api.network();
        String subnet = api.subnet(network, "10.0.0.0/24");
        Routers.add(api, Routers.withGateway(api, external), subnet).statusCode(200);
        BoundPort port = bind(made(UUID.fromString(network))).getFirst();
        String address = api.post(
                        "/floatingips",
                        Map.of("floatingip", Map.of("floating_network_id", external, "port_id", port.portId())))
                .statusCode(201)
                .extract()
                .path("floatingip.floating_ip_address");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(compute.heardAbout(server))
                        .extracting(ExternalEvent::name)
                        .contains("network-changed"));
        assertThat(asUser(() -> networks.attachments(server)).ports())
                .containsExactly(new ServerAttachments.Port(
                        port.portId(),
                        "BUILD",
                        List.of(new ServerAttachments.FloatingAddress(
                                port.fixedIps().getFirst().ipAddress(), address))));
    }

    @Test
    void bindingAgainChangesNothing() {
        UUID network = UUID.fromString(api.networkWithSubnet());
        Wanted wanted = made(network);
        BoundPort first = bind(wanted).getFirst();
        assertThat(bind(wanted)).containsExactly(first);
        assertThat(api.ids("/ports?device_id=" + server, "ports")).hasSize(1);
        assertThat(agent.asksForItsWirings()).hasSize(1);
    }

    @Test
    void bindingToAnotherHostMovesThePorts() {
        UUID network = UUID.fromString(api.networkWithSubnet());
        Wanted wanted = made(network);
        BoundPort first = bind(wanted).getFirst();
        long before = toldAbout(first.portId()).bindingGeneration();
        agent.reportsWired(first.portId(), before);
        try (var other = new FakeAgent(bus)) {
            await().atMost(SOON).until(other::isListening);
            other.reportsState();
            await().atMost(SOON)
                    .until(() -> !Api.admin()
                            .ids("/agents?host=" + other.host, "agents")
                            .isEmpty());
            BoundPort moved = bindOn(other.host, wanted).getFirst();
            assertThat(moved.fixedIps()).isEqualTo(first.fixedIps());
            assertThat(moved.active()).isFalse();
            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(agent.unwired).containsExactly(new FakeAgent.Unwired(first.portId(), before)));
            assertThat(agent.asksForItsWirings()).isEmpty();

            agent.reportsWired(first.portId(), before);
            api.get("/ports/" + first.portId()).body("port.status", equalTo("BUILD"));
        }
    }

    @Test
    void givingBackDeletesWhatWasMadeAndFreesWhatWasGiven() {
        UUID network = UUID.fromString(api.networkWithSubnet());
        UUID given = UUID.fromString(api.port(network.toString()).getString("id"));
        List<BoundPort> bound =
                bind(made(network), new Wanted(given, true, network, Optional.empty(), Optional.empty()));
        assertThat(bound).extracting(BoundPort::madeForServer).containsExactly(true, false);
        toldAbout(given);

        release();
        release();

        assertThat(api.ids("/ports", "ports")).containsExactly(given.toString());
        Api.admin()
                .get("/ports/" + given)
                .body("port.device_id", equalTo(""))
                .body("port.status", equalTo("DOWN"))
                .body("port.'binding:vif_type'", equalTo("unbound"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(agent.unwired)
                        .extracting(FakeAgent.Unwired::portId)
                        .contains(given, bound.get(0).portId()));
        assertThat(agent.asksForItsWirings()).isEmpty();
    }

    @Test
    void allPortsAreMadeOrNone() {
        UUID network = UUID.fromString(api.networkWithSubnet());
        var taken = new Wanted(UUID.randomUUID(), false, network, Optional.of("10.0.0.1"), Optional.empty());
        bind(taken);
        var same = new Wanted(UUID.randomUUID(), false, network, Optional.of("10.0.0.1"), Optional.empty());
        assertThatThrownBy(() -> bind(made(network), same))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.type()).isEqualTo("IpAddressAlreadyAllocated"));
        assertThat(api.ids("/ports", "ports")).containsExactly(taken.portId().toString());
    }

    @Test
    void aHostWithoutAnAgentGetsNoPorts() {
        UUID network = UUID.fromString(api.networkWithSubnet());
        assertThatThrownBy(() -> bindOn("nowhere", made(network)))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.type()).isEqualTo("PortBindingFailed"));
        assertThat(api.ids("/ports", "ports")).isEmpty();
    }

    @Test
    void aPortOfAnotherServerIsInUse() {
        UUID network = UUID.fromString(api.networkWithSubnet());
        BoundPort port = bind(made(network)).getFirst();
        var request = new ServerPorts(
                UUID.randomUUID(),
                "s2",
                project,
                agent.host,
                "nova",
                List.of(),
                List.of(new Wanted(port.portId(), true, network, Optional.empty(), Optional.empty())));
        assertThatThrownBy(() -> asUser(() -> networks.bindPorts(request)))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.type()).isEqualTo("PortInUse"));
    }

    @Test
    void anAgentThatDidNotAnswerIsToldAgain() {
        UUID port =
                bind(made(UUID.fromString(api.networkWithSubnet()))).getFirst().portId();
        await().atMost(SOON)
                .until(() -> agent.told.stream()
                                .filter(told -> told.portId().equals(port))
                                .count()
                        >= 3);
        agent.reportsWired(port, toldAbout(port).bindingGeneration());
        await().atMost(SOON).until(() -> compute.heardAbout(server).size() == 1);
    }

    @Test
    void reportsThatAreDoubledOrOldOrFromElsewhereChangeNothing() {
        UUID port =
                bind(made(UUID.fromString(api.networkWithSubnet()))).getFirst().portId();
        long generation = toldAbout(port).bindingGeneration();
        agent.reportsWired(port, generation - 1);
        agent.reportsWired(UUID.randomUUID(), generation);
        api.get("/ports/" + port).body("port.status", equalTo("BUILD"));

        agent.reportsWired(port, generation);
        agent.reportsWired(port, generation);
        int revision = api.get("/ports/" + port).extract().path("port.revision_number");
        agent.reportsWired(port, generation);
        api.get("/ports/" + port).body("port.revision_number", equalTo(revision));
        await().atMost(SOON).until(() -> compute.heardAbout(server).size() == 1);
        await().during(Duration.ofSeconds(3))
                .atMost(SOON)
                .until(() -> compute.heardAbout(server).size() == 1);
    }

    @Test
    void anEventIsRepeatedUntilComputeHasTakenIt() {
        compute.troubled = true;
        UUID port =
                bind(made(UUID.fromString(api.networkWithSubnet()))).getFirst().portId();
        agent.reportsWired(port, toldAbout(port).bindingGeneration());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> compute.heardAbout(server).size() >= 2);
        compute.troubled = false;
        int heard = compute.heardAbout(server).size();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> compute.heardAbout(server).size() > heard);
    }

    @Test
    void eachFailureIsFollowedByAPause() {
        UUID port =
                bind(made(UUID.fromString(api.networkWithSubnet()))).getFirst().portId();
        long generation = toldAbout(port).bindingGeneration();
        agent.reportsFailure(port, generation, "no bridge");
        int told = agent.told.size();
        await().atMost(SOON).until(() -> agent.told.size() > told);

        Instant again = Instant.now();
        agent.reportsFailure(port, generation, "still no bridge");

        assertThat(dueAt(port)).isAfter(again.plus(PAUSE).minusMillis(1));
    }

    private Instant dueAt(UUID port) {
        return db.read(tx -> tx.session()
                        .createNativeQuery("select wire_due_at from port where id = :id", Instant.class)
                        .setParameter("id", port)
                        .getSingleResult())
                .await()
                .atMost(SOON);
    }

    @Test
    void aPortThatCannotBeWiredIsAnErrorAndTriedAgain() {
        UUID port =
                bind(made(UUID.fromString(api.networkWithSubnet()))).getFirst().portId();
        long generation = toldAbout(port).bindingGeneration();
        agent.reportsFailure(port, generation, "no bridge");
        api.get("/ports/" + port).body("port.status", equalTo("ERROR"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(compute.heardAbout(server))
                        .singleElement()
                        .satisfies(event -> assertThat(event.status()).contains("failed")));
        int told = agent.told.size();
        await().atMost(SOON).until(() -> agent.told.size() > told);
        agent.reportsWired(port, generation);
        api.get("/ports/" + port).body("port.status", equalTo("ACTIVE"));
    }

    @Test
    void anAdministratorMayBindAsNovaDoes() {
        String network = api.networkWithSubnet();
        String port = api.port(network).getString("id");
        Api admin = Api.admin();
        admin.put("/ports/" + port, Map.of("port", Map.of("binding:host_id", "nowhere")))
                .statusCode(200)
                .body("port.'binding:vif_type'", equalTo("binding_failed"));
        admin.put(
                        "/ports/" + port,
                        Map.of(
                                "port",
                                Map.of(
                                        "binding:host_id",
                                        agent.host,
                                        "device_id",
                                        server,
                                        "device_owner",
                                        "compute:nova")))
                .statusCode(200)
                .body("port.'binding:vif_type'", equalTo("tap"));
        agent.reportsWired(
                UUID.fromString(port), toldAbout(UUID.fromString(port)).bindingGeneration());
        await().atMost(SOON).until(() -> compute.heardAbout(server).size() == 1);
        admin.put("/ports/" + port, Map.of("port", Map.of("binding:host_id", "")))
                .body("port.'binding:vif_type'", equalTo("unbound"))
                .body("port.status", equalTo("DOWN"));
    }

    @Test
    void aServerRequestIsCheckedBeforeAnythingIsMade() {
        UUID network = UUID.fromString(api.network());
        refused("NetworkRequiresSubnet", on(network));
        api.subnet(network.toString(), "10.0.0.0/24");
        assertThat(resolve(on(network), on(network))).hasSize(2);
        refused("NetworkNotFound", on(UUID.randomUUID()));
        refused("PortNotFound", given(UUID.randomUUID()));
        refused("InvalidIpForNetwork", with(network, "10.1.0.4"));
        assertThat(resolve(with(network, "10.0.0.4"))).hasSize(1);

        UUID port = UUID.fromString(api.port(network.toString()).getString("id"));
        assertThat(resolve(given(port)).getFirst().networkId()).contains(network);
        refused("PortDuplicated", given(port), given(port));
        api.put("/ports/" + port, Map.of("port", Map.of("device_id", "taken")));
        refused("PortInUse", given(port));

        assertThat(asUser(() -> networks.resolve(List.of(on(network)), 1, List.of("default"))))
                .hasSize(1);
        assertThatThrownBy(() -> asUser(() -> networks.resolve(List.of(on(network)), 1, List.of("none such"))))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("none such");

        Api.admin()
                .put("/quotas/" + project, Map.of("quota", Map.of("port", 2)))
                .statusCode(200);
        assertThat(resolve(on(network))).hasSize(1);
        refused("PortLimitExceeded", on(network), on(network));

        api.networkWithSubnet();
        refused("NetworkAmbiguous");
    }

    @Test
    void portsOfAServerThatIsGoneAreReleasedByThemselvesAndThoseThatAUserMarkedStay() {
        UUID network = UUID.fromString(api.networkWithSubnet());
        BoundPort orphan = bind(made(network)).getFirst();
        UUID nobody = UUID.randomUUID();
        String users = api.create("port", Map.of("network_id", network, "device_id", nobody))
                .getString("id");
        execute("update port set device_owner = 'compute:mine' where id = '%s'".formatted(users));
        execute("update port set updated_at = now() - interval '1 minute' where device_id in ('%s', '%s')"
                .formatted(server, nobody));

        ServerLookupRpc allButThese = ids -> Uni.createFrom()
                .item(ids.stream()
                        .filter(id -> !id.equals(server) && !id.equals(nobody))
                        .toList());
        try (var served = bus.serve(ServerLookupRpc.class, allButThese, Serving.onEventLoop("compute-test"))) {
            await().atMost(SOON.multipliedBy(2))
                    .untilAsserted(() -> api.get("/ports/" + orphan.portId()).statusCode(404));
        }
        api.get("/ports/" + users).body("port.device_id", equalTo(nobody.toString()));
    }

    @Test
    void portsOfAServerThatComputeDidNotKnowOnlyOnceStay() {
        UUID network = UUID.fromString(api.networkWithSubnet());
        BoundPort port = bind(made(network)).getFirst();
        execute("update port set updated_at = now() - interval '1 minute' where device_id = '%s'".formatted(server));
        var asked = new AtomicInteger();

        ServerLookupRpc forgetful = ids -> Uni.createFrom()
                .item(ids.stream()
                        .filter(id -> !id.equals(server) || asked.incrementAndGet() > 1)
                        .toList());
        try (var served = bus.serve(ServerLookupRpc.class, forgetful, Serving.onEventLoop("compute-test"))) {
            await().atMost(SOON.multipliedBy(3)).until(() -> asked.get() > 2);
        }

        api.get("/ports/" + port.portId()).statusCode(200);
    }

    private void execute(String sql) {
        db.withTransaction(tx -> tx.session().createNativeQuery(sql).executeUpdate())
                .await()
                .atMost(SOON);
    }

    private static RequestedPort on(UUID network) {
        return new RequestedPort(Optional.of(network), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static RequestedPort with(UUID network, String ip) {
        return new RequestedPort(Optional.of(network), Optional.empty(), Optional.of(ip), Optional.empty());
    }

    private static RequestedPort given(UUID port) {
        return new RequestedPort(Optional.empty(), Optional.of(port), Optional.empty(), Optional.empty());
    }

    private List<RequestedPort> resolve(RequestedPort... requested) {
        return asUser(() -> networks.resolve(List.of(requested), 1, List.of()));
    }

    private void refused(String type, RequestedPort... requested) {
        assertThatThrownBy(() -> resolve(requested))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.type()).isEqualTo(type));
    }

    private Wanted made(UUID network) {
        return made(UUID.randomUUID(), network);
    }

    private Wanted made(UUID port, UUID network) {
        return new Wanted(port, false, network, Optional.empty(), Optional.empty());
    }

    private List<BoundPort> bind(Wanted... ports) {
        return bindOn(agent.host, ports);
    }

    private List<BoundPort> bindOn(String host, Wanted... ports) {
        return asUser(() ->
                networks.bindPorts(new ServerPorts(server, "s1", project, host, "nova", List.of(), List.of(ports))));
    }

    private void release() {
        asUser(() -> networks.releasePorts(server));
    }

    private PortWiring toldAbout(UUID port) {
        return await().atMost(SOON)
                .until(
                        () -> agent.told.stream()
                                .filter(told -> told.portId().equals(port))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private <T> T asUser(Supplier<Uni<T>> call) {
        var caller = new RequestContext(
                RequestContext.newRequestId(), null, "u", "u", project, project, null, List.of("member"), Map.of());
        return CurrentContext.callAs(caller, () -> call.get().await().atMost(SOON));
    }
}
