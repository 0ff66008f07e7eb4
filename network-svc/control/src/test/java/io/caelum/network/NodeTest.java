package io.caelum.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.network.DhcpPlan;
import io.caelum.platform.contract.network.RouterPlan;
import io.caelum.platform.data.Db;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What network nodes hear of, and what becomes of what they say. */
@QuarkusTest
class NodeTest extends ServiceTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Bus bus;

    @Inject
    Db db;

    private final Api admin = Api.admin();
    private final Api api = Api.ofNewProject();
    private FakeNode node;

    @BeforeEach
    void aNodeThatLives() {
        othersAreGone();
        node = new FakeNode(bus);
        await().atMost(SOON).until(() -> node.isListening() && bus.isReady());
        node.reportsState();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(admin.ids("/agents?host=" + node.host, "agents"))
                        .hasSize(3));
    }

    /** So that what this test makes comes to its own node. */
    @AfterEach
    void othersAreGone() {
        if (node != null) {
            node.close();
        }
        for (String agent : admin.ids("/agents?agent_type=L3%20agent", "agents")) {
            admin.delete("/agents/" + agent);
        }
        for (String agent : admin.ids("/agents?agent_type=DHCP%20agent", "agents")) {
            admin.delete("/agents/" + agent);
        }
        nobodyHas("network", "DHCP");
        nobodyHas("router", "ROUTER");
    }

    private void nobodyHas(String table, String kind) {
        db.withTransaction(tx -> tx.session()
                        .createNativeQuery(
                                "insert into hosting (resource_id, kind, host, told_revision, ready_revision,"
                                        + " digest, due_at) select id, '" + kind + "', '', 0, 0, '', now() from "
                                        + table
                                        + " on conflict (resource_id) do update set host = ''")
                        .executeUpdate())
                .await()
                .atMost(SOON);
    }

    @Test
    void aRouterRunsOnANodeAndItsPortsAreBoundThere() {
        String external = External.network(admin);
        String router = Routers.withGateway(api, external);
        String network = api.network();
        String subnet = api.subnet(network, "10.0.0.0/24");
        Routers.add(api, router, subnet).statusCode(200);

        RouterPlan plan = await().atMost(SOON)
                .until(
                        () -> node.latest(router),
                        found -> found.isPresent()
                                && found.get().gateway().isPresent()
                                && found.get().interfaces().size() == 1)
                .orElseThrow();
        assertThat(plan.gateway().orElseThrow().enableSnat()).isTrue();
        assertThat(plan.interfaces().getFirst().addresses()).singleElement().satisfies(address -> {
            assertThat(address.ipAddress()).isEqualTo("10.0.0.1");
            assertThat(address.subnetCidr()).isEqualTo("10.0.0.0/24");
        });
        await().atMost(SOON)
                .untilAsserted(() -> admin.get("/ports?device_id=" + router)
                        .body("ports.'binding:host_id'", equalTo(List.of(node.host, node.host))));
        admin.get("/routers/" + router + "/l3-agents").body("agents.host", equalTo(List.of(node.host)));
        String agent = admin.ids("/agents?agent_type=L3%20agent", "agents").getFirst();
        admin.get("/agents/" + agent + "/l3-routers").body("routers.id", hasItem(router));
        assertThat(FakeNode.await(node.node.routersOf(node.host)))
                .extracting(RouterPlan::routerId)
                .contains(UUID.fromString(router));

        String port = api.port(network).getString("id");
        String floating = api.post(
                        "/floatingips", Map.of("floatingip", Map.of("floating_network_id", external, "port_id", port)))
                .statusCode(201)
                .extract()
                .path("floatingip.id");
        await().atMost(SOON)
                .until(() ->
                        node.latest(router).orElseThrow().floatingAddresses().size() == 1);
        api.delete("/ports/" + port).statusCode(204);
        await().atMost(SOON)
                .until(() ->
                        node.latest(router).orElseThrow().floatingAddresses().isEmpty());
        api.delete("/floatingips/" + floating).statusCode(204);

        api.put("/routers/" + router + "/remove_router_interface", Map.of("subnet_id", subnet))
                .statusCode(200);
        api.delete("/routers/" + router).statusCode(204);
        await().atMost(SOON).untilAsserted(() -> assertThat(node.removed).contains(UUID.fromString(router)));
    }

    @Test
    void theStateOfARouterIsWhatItsNodeSays() {
        String router = Routers.bare(api);
        Routers.add(api, router, api.subnet(api.network(), "10.0.0.0/24")).statusCode(200);
        RouterPlan plan = await().atMost(SOON)
                .until(() -> node.latest(router), Optional::isPresent)
                .orElseThrow();
        UUID id = UUID.fromString(router);
        FakeNode.await(node.node.routerReady("another-host", id, plan.revision(), Optional.of("no")));
        api.get("/routers/" + router).body("router.status", equalTo("ACTIVE"));
        FakeNode.await(node.node.routerReady(node.host, id, plan.revision(), Optional.of("no namespace")));
        api.get("/routers/" + router).body("router.status", equalTo("ERROR"));
        FakeNode.await(node.node.routerReady(node.host, id, plan.revision(), Optional.empty()));
        api.get("/routers/" + router).body("router.status", equalTo("ACTIVE"));
    }

    @Test
    void aNetworkIsServedByANodeThatHasAnAddressInEachSubnet() {
        String network = api.network();
        api.subnet(network, "10.0.0.0/24");
        DhcpPlan first = await().atMost(SOON)
                .until(() -> node.latestOf(network), Optional::isPresent)
                .orElseThrow();
        assertThat(first.subnets()).singleElement().satisfies(subnet -> {
            assertThat(subnet.enableDhcp()).isTrue();
            assertThat(subnet.agentAddress()).startsWith("10.0.0.");
            assertThat(subnet.hasRouter()).isFalse();
        });
        admin.get("/networks/" + network + "/dhcp-agents").body("agents.host", equalTo(List.of(node.host)));

        String port = api.create(
                        "port",
                        Map.of(
                                "network_id",
                                network,
                                "extra_dhcp_opts",
                                List.of(Map.of("opt_name", "bootfile-name", "opt_value", "pxe.0"))))
                .getString("id");
        await().atMost(SOON)
                .until(() -> node.latestOf(network).orElseThrow().leases().stream()
                        .anyMatch(lease -> lease.portId().toString().equals(port)
                                && lease.options().getFirst().value().equals("pxe.0")));
        api.subnet(network, "10.1.0.0/24");
        await().atMost(SOON)
                .until(() -> node.latestOf(network).orElseThrow().subnets().size() == 2);

        api.delete("/ports/" + port).statusCode(204);
        await().atMost(SOON)
                .until(() -> node.latestOf(network).orElseThrow().leases().isEmpty());
        api.delete("/networks/" + network).statusCode(204);
        await().atMost(SOON).untilAsserted(() -> assertThat(node.removed).contains(UUID.fromString(network)));
    }

    @Test
    void manyPortsMakeFewPlans() {
        String network = api.networkWithSubnet();
        await().atMost(SOON).until(() -> node.latestOf(network).isPresent());
        var ports = Collections.nCopies(100, Map.of("network_id", network));
        api.post("/ports", Map.of("ports", ports)).statusCode(201);
        await().atMost(SOON)
                .until(() -> node.latestOf(network).orElseThrow().leases().size() == 100);
        assertThat(node.networks.stream()
                        .filter(plan -> plan.networkId().toString().equals(network)))
                .hasSizeLessThan(10);
    }

    @Test
    void whatADeadNodeHadGoesToOneThatLives() {
        String router = Routers.bare(api);
        Routers.add(api, router, api.subnet(api.network(), "10.0.0.0/24")).statusCode(200);
        await().atMost(SOON).until(() -> node.latest(router).isPresent());
        try (var other = new FakeNode(bus)) {
            await().atMost(SOON).until(other::isListening);
            other.reportsState();
            db.withTransaction(tx -> tx.session()
                            .createNativeQuery(
                                    "update agent set heartbeat_at = heartbeat_at - interval '1 hour' where host = :host")
                            .setParameter("host", node.host)
                            .executeUpdate())
                    .await()
                    .atMost(SOON);
            await().atMost(SOON).until(() -> other.latest(router).isPresent());
            await().atMost(SOON).untilAsserted(() -> assertThat(node.removed).contains(UUID.fromString(router)));
            await().atMost(SOON)
                    .untilAsserted(() -> admin.get("/ports?device_id=" + router)
                            .body("ports[0].'binding:host_id'", equalTo(other.host)));
        }
    }

    @Test
    void anAdministratorTakesAndGives() {
        String network = api.networkWithSubnet();
        await().atMost(SOON).until(() -> node.latestOf(network).isPresent());
        String agent = admin.ids("/agents?agent_type=DHCP%20agent", "agents").getFirst();
        admin.get("/agents/" + agent + "/dhcp-networks").body("networks.id", hasItem(network));
        admin.post("/agents/" + agent + "/dhcp-networks", Map.of("network_id", network))
                .statusCode(409)
                .body("NeutronError.type", equalTo("NetworkHostedByDHCPAgent"));
        admin.delete("/agents/" + agent + "/dhcp-networks/" + network).statusCode(204);
        admin.get("/networks/" + network + "/dhcp-agents").body("agents", equalTo(List.of()));
        admin.delete("/agents/" + agent + "/dhcp-networks/" + network).statusCode(409);
        admin.post("/agents/" + agent + "/l3-routers", Map.of("router_id", network))
                .statusCode(409)
                .body("NeutronError.type", equalTo("InvalidL3Agent"));
        admin.post("/agents/" + agent + "/dhcp-networks", Map.of("network_id", network))
                .statusCode(201);
        admin.get("/networks/" + network + "/dhcp-agents").body("agents.host", equalTo(List.of(node.host)));
        api.get("/networks/" + network + "/dhcp-agents").statusCode(403);
    }
}
