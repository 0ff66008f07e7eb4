package io.caelum.compute.server.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server shows of its ports follows what becomes of them. */
@QuarkusTest
@OnRealInfrastructure
class PortRefreshTest {

    @Inject
    Cloud cloud;

    private final ComputeApi api = ComputeApi.member("alpha").at("2.43");
    private String id;

    @BeforeEach
    void aServer() {
        cloud.withHosts("host-1");
        id = api.boot("s1", cloud.image, cloud.network)
                .then()
                .statusCode(202)
                .extract()
                .path("server.id");
        api.awaitStatus(id, "ACTIVE");
    }

    private UUID server() {
        return UUID.fromString(id);
    }

    private List<String> addresses() {
        return api.show(id).getList("server.addresses.net.addr");
    }

    private Response act(ComputeApi as, String action, Map<String, ?> arguments) {
        return as.post("/servers/" + id + "/action", Map.of(action, arguments));
    }

    @Test
    void aFloatingAddressIsShownAndListedWhenTheNetworkServiceSaysSo() {
        String fixed = addresses().getFirst();
        cloud.networks.leadTo(server(), "203.0.113.7");
        cloud.networks.tellChanged(server());

        assertThat(addresses()).containsExactly(fixed, "203.0.113.7");
        assertThat(api.show(id).getList("server.addresses.net.'OS-EXT-IPS:type'"))
                .isEqualTo(List.of("fixed", "floating"));
        assertThat(api.show(id).getString("server.addresses.net[1].'OS-EXT-IPS-MAC:mac_addr'"))
                .isEqualTo(api.show(id).getString("server.addresses.net[0].'OS-EXT-IPS-MAC:mac_addr'"));
        assertThat(api.get("/servers/detail").jsonPath().getList("servers[0].addresses.net.addr"))
                .contains("203.0.113.7");
        assertThat(api.get("/servers/" + id + "/ips").jsonPath().getList("addresses.net.addr"))
                .contains("203.0.113.7");

        cloud.networks.leadTo(server());
        cloud.networks.tellChanged(server());
        assertThat(addresses()).containsExactly(fixed);
    }

    @Test
    void anEventByHttpDoesTheSame() {
        cloud.networks.leadTo(server(), "203.0.113.7");

        ComputeApi.admin()
                .post(
                        "/os-server-external-events",
                        Map.of("events", List.of(Map.of("name", "network-changed", "server_uuid", id))))
                .then()
                .statusCode(200);

        assertThat(addresses()).contains("203.0.113.7");
    }

    @Test
    void securityGroupsAreAddedAndRemovedByName() {
        act(api, "addSecurityGroup", Map.of("name", "web")).then().statusCode(202);
        assertThat(api.show(id).getList("server.security_groups.name")).isEqualTo(List.of("default", "web"));

        act(api, "removeSecurityGroup", Map.of("name", "default")).then().statusCode(202);
        assertThat(api.show(id).getList("server.security_groups.name")).isEqualTo(List.of("web"));

        assertThat(act(api, "addSecurityGroup", Map.of("name", "none such")).statusCode())
                .isEqualTo(404);
        assertThat(act(api, "removeSecurityGroup", Map.of("name", "default")).statusCode())
                .isEqualTo(404);
        assertThat(act(api, "addSecurityGroup", Map.of()).statusCode()).isEqualTo(400);
    }

    @Test
    void addressesComeAndGoByServerActions() {
        String first = addresses().getFirst();
        act(api, "addFixedIp", Map.of("networkId", cloud.network)).then().statusCode(202);
        assertThat(addresses()).hasSize(2).contains(first);

        act(api, "removeFixedIp", Map.of("address", first)).then().statusCode(202);
        assertThat(addresses()).hasSize(1).doesNotContain(first);
        assertThat(act(api, "addFixedIp", Map.of("networkId", UUID.randomUUID()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(act(api, "addFixedIp", Map.of("networkId", "net")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void floatingAddressesComeAndGoByServerActions() {
        act(api, "addFloatingIp", Map.of("address", "203.0.113.7")).then().statusCode(202);
        assertThat(addresses()).contains("203.0.113.7");

        act(api, "removeFloatingIp", Map.of("address", "203.0.113.7")).then().statusCode(202);
        assertThat(addresses()).doesNotContain("203.0.113.7");
        assertThat(act(api, "removeFloatingIp", Map.of("address", "203.0.113.7"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void proxiesOfTheNetworkServiceEndedWith243() {
        ComputeApi later = ComputeApi.member("alpha").at("2.44");

        assertThat(act(later, "addFloatingIp", Map.of("address", "203.0.113.7")).statusCode())
                .isEqualTo(404);
        assertThat(act(later, "removeFloatingIp", Map.of("address", "203.0.113.7"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(act(later, "addFixedIp", Map.of("networkId", cloud.network)).statusCode())
                .isEqualTo(404);
        assertThat(act(later, "removeFixedIp", Map.of("address", "10.0.0.1")).statusCode())
                .isEqualTo(404);
        act(later, "addSecurityGroup", Map.of("name", "web")).then().statusCode(202);
    }

    @Test
    void aLockedServersPortsStayAsTheyAre() {
        api.post("/servers/" + id + "/action", Collections.singletonMap("lock", null));

        assertThat(act(api, "addSecurityGroup", Map.of("name", "web")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void answersThatCrossEachOtherLeaveTheNewestOne() throws Exception {
        for (int round = 1; round <= 20; round++) {
            String address = "203.0.113." + round;
            cloud.networks.leadTo(server(), address);
            var late = Thread.ofVirtual().start(() -> cloud.networks.tellChanged(server()));
            cloud.networks.tellChanged(server());
            late.join();
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(addresses()).contains(address));
        }
    }
}
