package io.caelum.compute.server.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.platform.fault.Fault;
import io.caelum.testkit.TestTokens;
import io.caelum.testkit.fake.FakeWorker;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@OnRealInfrastructure
class InterfaceApiTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Cloud cloud;

    private final ComputeApi api = ComputeApi.member("alpha");
    private FakeWorker host;
    private String id;

    @BeforeEach
    void aServer() {
        host = cloud.withHosts("host-1").getFirst();
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

    private Response attach(Map<String, ?> what) {
        return api.post("/servers/" + id + "/os-interface", Map.of("interfaceAttachment", what));
    }

    private String attached(Map<String, ?> what) {
        return attach(what).then().statusCode(200).extract().path("interfaceAttachment.port_id");
    }

    private Response detach(String port) {
        return api.delete("/servers/" + id + "/os-interface/" + port);
    }

    private List<String> ports() {
        return api.get("/servers/" + id + "/os-interface")
                .then()
                .statusCode(200)
                .extract()
                .path("interfaceAttachments.port_id");
    }

    private void awaitAtRest() {
        await().atMost(SOON).until(() -> api.show(id).getString("server.'OS-EXT-STS:task_state'") == null);
    }

    @Test
    void aPortOnANetworkIsMadeAndTheGuestHasItWhenTheRequestIsAnswered() {
        Response answer = attach(Map.of("net_id", cloud.network));

        answer.then().statusCode(200);
        String port = answer.path("interfaceAttachment.port_id");
        assertThat(host.cardsOf(server())).containsExactly(UUID.fromString(port));
        assertThat(cloud.networks.portsOf(server())).hasSize(2);
        assertThat((String) answer.path("interfaceAttachment.net_id")).isEqualTo(cloud.network.toString());
        assertThat((String) answer.path("interfaceAttachment.mac_addr")).startsWith("fa:16:3e");
        assertThat((String) answer.path("interfaceAttachment.port_state")).isEqualTo("ACTIVE");
        String address = answer.path("interfaceAttachment.fixed_ips[0].ip_address");
        List<String> shown = api.show(id).getList("server.addresses.net.addr");
        assertThat(shown).hasSize(2).contains(address);
        assertThat(api.show(id).getString("server.'OS-EXT-STS:task_state'")).isNull();
        assertThat(ports()).hasSize(2).contains(port);
        api.get("/servers/" + id + "/os-interface/" + port)
                .then()
                .statusCode(200)
                .body("interfaceAttachment.fixed_ips[0].ip_address", equalTo(address));
    }

    @Test
    void whoAsksForNothingInParticularGetsTheOnlyNetwork() {
        Response empty = api.post("/servers/" + id + "/os-interface", Map.of());

        empty.then().statusCode(200);
        assertThat((String) empty.path("interfaceAttachment.net_id")).isEqualTo(cloud.network.toString());
        attach(Map.of()).then().statusCode(200);
    }

    @Test
    void aGivenPortIsAdoptedAndFreedAgain() {
        UUID mine = UUID.randomUUID();

        assertThat(attached(Map.of("port_id", mine))).isEqualTo(mine.toString());
        assertThat(cloud.networks.portsOf(server()).getLast().madeForServer()).isFalse();
        detach(mine.toString()).then().statusCode(202);

        await().atMost(SOON).until(() -> !ports().contains(mine.toString()));
        assertThat(host.cardsOf(server())).isEmpty();
        assertThat(api.get("/servers/" + id + "/os-interface/" + mine).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aStoppedServerGetsAPortToo() {
        api.post("/servers/" + id + "/action", Collections.singletonMap("os-stop", null));
        api.awaitStatus(id, "SHUTOFF");
        awaitAtRest();

        attached(Map.of("net_id", cloud.network));

        assertThat(api.show(id).getString("server.status")).isEqualTo("SHUTOFF");
    }

    @Test
    void severalAtOnceWaitForEachOther() {
        List<Thread> threads = Stream.generate(
                        () -> Thread.ofVirtual().start(() -> attach(Map.of("net_id", cloud.network))))
                .limit(3)
                .toList();
        threads.forEach(InterfaceApiTest::join);

        assertThat(ports()).hasSize(4);
        List<String> made = ports();
        made.forEach(port -> detach(port).then().statusCode(202));
        await().atMost(SOON).until(() -> ports().isEmpty());
        assertThat(cloud.networks.portsOf(server())).isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void bothAreInTheServersHistory() {
        String port = attached(Map.of("net_id", cloud.network));
        detach(port).then().statusCode(202);
        await().atMost(SOON).until(() -> !ports().contains(port));

        assertThat(api.get("/servers/" + id + "/os-instance-actions").jsonPath().getList("instanceActions.action"))
                .isEqualTo(List.of("detach_interface", "attach_interface", "create"));
    }

    static Stream<Map<String, ?>> oddRequests() {
        String some = UUID.randomUUID().toString();
        return Stream.of(
                Map.of("net_id", some, "port_id", some),
                Map.of("fixed_ips", List.of(Map.of("ip_address", "10.0.0.7"))),
                Map.of("net_id", some, "fixed_ips", List.of()),
                Map.of("net_id", some, "fixed_ips", List.of(Map.of("subnet_id", some))),
                Map.of("net_id", "blue"),
                Map.of("net_id", some, "tag", "dmz"),
                Map.of("dance", "x"));
    }

    @ParameterizedTest
    @MethodSource("oddRequests")
    void whatIsNotUnderstoodIsRefusedAndChangesNothing(Map<String, ?> what) {
        assertThat(attach(what).statusCode()).isEqualTo(400);

        assertThat(ports()).hasSize(1);
        assertThat(api.show(id).getString("server.'OS-EXT-STS:task_state'")).isNull();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(attach(Map.of("net_id", UUID.randomUUID())).statusCode()).isEqualTo(404);
        assertThat(detach(UUID.randomUUID().toString()).statusCode()).isEqualTo(404);
        assertThat(detach("eth1").statusCode()).isEqualTo(404);
        id = UUID.randomUUID().toString();
        assertThat(attach(Map.of("net_id", cloud.network)).statusCode()).isEqualTo(404);
        assertThat(detach(UUID.randomUUID().toString()).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_REQUEST, PortNotFound, 404",
        "BAD_REQUEST, NetworkNotFound, 404",
        "BAD_REQUEST, InvalidIpForNetwork, 400",
        "BAD_REQUEST, FixedIpAlreadyInUse, 409",
        "CONFLICT, NetworkAmbiguous, 400",
        "CONFLICT, PortInUse, 409",
        "FORBIDDEN, PortLimitExceeded, 403",
        "FORBIDDEN, ExternalNetworkAttachForbidden, 403"
    })
    void whatTheNetworkServiceRefusesIsToldAsNovaTellsIt(Fault.Kind kind, String type, int status) {
        cloud.networks.failToResolve(new Fault(kind, type, "It cannot be had."));

        Response refused = attach(Map.of("net_id", cloud.network));

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.body().asString()).contains("It cannot be had.");
        assertThat(ports()).hasSize(1);
    }

    @Test
    void aPortThatIsInUseAndAServerInAnotherStateAreConflicts() {
        String mine = ports().getFirst();
        assertThat(attach(Map.of("port_id", mine)).statusCode()).isEqualTo(409);

        api.post("/servers/" + id + "/action", Collections.singletonMap("suspend", null));
        api.awaitStatus(id, "SUSPENDED");
        Response refused = attach(Map.of("net_id", cloud.network));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat((String) refused.path("conflictingRequest.message"))
                .isEqualTo("Cannot 'attach_interface' instance %s while it is in vm_state suspended".formatted(id));
        assertThat(detach(mine).statusCode()).isEqualTo(409);
    }

    @Test
    void aLockedServerKeepsItsInterfaces() {
        String mine = ports().getFirst();
        api.post("/servers/" + id + "/action", Collections.singletonMap("lock", null));

        assertThat(attach(Map.of("net_id", cloud.network)).statusCode()).isEqualTo(409);
        assertThat(detach(mine).statusCode()).isEqualTo(409);
    }

    @Test
    void readersAttachNothing() {
        ComputeApi reader = ComputeApi.withToken(TestTokens.reader("alpha"));

        assertThat(reader.post("/servers/" + id + "/os-interface", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(reader.delete("/servers/" + id + "/os-interface/" + ports().getFirst())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatTheHostCannotConnectIsTakenBackAndTheRequestSaysWhy() {
        host.refuseOrders("The bus is full.");

        Response answer = attach(Map.of("net_id", cloud.network));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat((String) answer.path("computeFault.message")).contains("The bus is full.");
        assertThat(ports()).hasSize(1);
        assertThat(cloud.networks.portsOf(server())).hasSize(1);
        assertThat(api.show(id).getString("server.status")).isEqualTo("ACTIVE");
    }

    @Test
    void aPortThatCannotBeBoundIsTakenBackToo() {
        cloud.networks.failToBind(
                new Fault(Fault.Kind.CONFLICT, "IpAddressAlreadyAllocated", "That address is taken."));

        Response answer = attach(Map.of("net_id", cloud.network));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat((String) answer.path("computeFault.message")).contains("That address is taken.");
        assertThat(host.orders()).isEmpty();
        assertThat(ports()).hasSize(1);
    }

    @Test
    void aGuestThatDoesNotLetGoKeepsItsPort() {
        String mine = ports().getFirst();
        host.refuseOrders("The guest does not let go of its network card.");

        detach(mine).then().statusCode(202);

        awaitAtRest();
        assertThat(ports()).containsExactly(mine);
        assertThat(cloud.networks.portsOf(server())).hasSize(1);
        host.recover();
        detach(mine).then().statusCode(202);
        await().atMost(SOON).until(() -> ports().isEmpty());
    }

    @Test
    void aHostThatDidNotHearItIsToldAgain() {
        host.hearNoOrders();
        Thread request = Thread.ofVirtual().start(() -> attach(Map.of("net_id", cloud.network)));
        await().atMost(SOON)
                .until(() -> "attaching_interface".equals(api.show(id).getString("server.'OS-EXT-STS:task_state'")));
        host.recover();

        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> {
            host.report();
            return ports().size() == 2;
        });
        join(request);
    }

    @Test
    void aServerThatIsDeletedMeanwhileLeavesNothing() {
        host.ignoreOrders();
        Thread request = Thread.ofVirtual().start(() -> attach(Map.of("net_id", cloud.network)));
        await().atMost(SOON).until(() -> !host.orders().isEmpty());

        api.delete("/servers/" + id).then().statusCode(204);

        api.awaitGone(id);
        join(request);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(cloud.holdsNothing()).isTrue());
    }

    @Test
    void aRequestWithAKeyIsAnsweredBeforeItsWorkBegins() {
        String key = UUID.randomUUID().toString();

        Response first = repeatable(key);
        Response second = repeatable(key);

        first.then().statusCode(200);
        String port = first.path("interfaceAttachment.port_id");
        assertThat((String) second.path("interfaceAttachment.port_id")).isEqualTo(port);
        await().atMost(SOON).until(() -> ports().contains(port));
        assertThat(ports()).hasSize(2);
    }

    private Response repeatable(String key) {
        return api.request()
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("interfaceAttachment", Map.of("net_id", cloud.network)))
                .post("/v2.1/servers/" + id + "/os-interface");
    }

    @Test
    void aPortThatIsDeletedUnderItsServerIsTakenFromTheGuest() {
        String mine = attached(Map.of("net_id", cloud.network));

        cloud.networks.deletePort(server(), UUID.fromString(mine));

        assertThat(ports()).hasSize(1);
        await().atMost(SOON).until(() -> host.cardsOf(server()).isEmpty());
        awaitAtRest();
        assertThat(api.show(id).getString("server.status")).isEqualTo("ACTIVE");
    }
}
