package io.caelum.compute.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.compute.ConsoleConnection;
import io.caelum.platform.contract.compute.ConsoleRpc;
import io.caelum.platform.contract.compute.GuestConsoleRpc;
import io.caelum.platform.fault.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a host that has a screen for every guest, and no terminal. */
@QuarkusTest
@OnRealInfrastructure
class ConsoleTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Cloud cloud;

    @Inject
    Bus bus;

    private final ComputeApi api = ComputeApi.member("alpha").at("2.6");
    private Bus.Served screens;

    @BeforeEach
    void aHost() {
        cloud.withHosts("host-1");
        screens = bus.serve(
                GuestConsoleRpc.class,
                (host, server, kind) -> kind.equals("novnc")
                        ? Uni.createFrom().item(new ConsoleConnection(kind, "ws://host-1/console", server.toString()))
                        : Uni.createFrom().failure(Fault.conflict("The guest has no terminal.")),
                Serving.onVirtualThreads("host-1"));
    }

    @AfterEach
    void noHost() {
        screens.close();
    }

    @Test
    void theAddressOfAConsoleHasATokenThatOpensIt() {
        String id = boot();

        String url = ask(id, "vnc", "novnc").then().statusCode(200).extract().path("remote_console.url");

        assertThat(url).contains("/dashboard/console#novnc=");
        ConsoleConnection opened = open(tokenOf(url));
        assertThat(opened.url()).isEqualTo("ws://host-1/console");
        assertThat(opened.ticket()).isEqualTo(id);
    }

    @Test
    void olderClientsAskByAnAction() {
        String id = boot();

        String url = ComputeApi.member("alpha")
                .at("2.1")
                .post("/servers/" + id + "/action", Map.of("os-getVNCConsole", Map.of("type", "novnc")))
                .then()
                .statusCode(200)
                .extract()
                .path("console.url");

        assertThat(open(tokenOf(url)).kind()).isEqualTo("novnc");
    }

    @Test
    void aTokenDiesWithItsServer() {
        String id = boot();
        String token = tokenOf(ask(id, "vnc", "novnc").path("remote_console.url"));

        api.delete("/servers/" + id);
        api.awaitGone(id);

        opensNothing(token);
    }

    @Test
    void aTokenThatNobodyIssuedOpensNothing() {
        opensNothing("guessed");
    }

    @Test
    void whereTheGuestHasNoSuchConsoleItIsSaid() {
        Response refused = ask(boot(), "serial", "serial");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("conflictingRequest.message")).contains("no terminal");
    }

    @Test
    void consolesOfOtherKindsAndOfOthersServersAreRefused() {
        String id = boot();

        assertThat(ask(id, "spice", "spice-html5").statusCode()).isEqualTo(501);
        assertThat(ask(id, "vnc", "teletype").statusCode()).isEqualTo(400);
        assertThat(ask(id, "serial", "novnc").statusCode()).isEqualTo(400);
        assertThat(ask(UUID.randomUUID().toString(), "vnc", "novnc").statusCode())
                .isEqualTo(404);
    }

    private String boot() {
        String id = ComputeApi.member("alpha")
                .boot("s1", cloud.image, cloud.network)
                .then()
                .statusCode(202)
                .extract()
                .path("server.id");
        api.awaitStatus(id, "ACTIVE");
        return id;
    }

    private Response ask(String id, String protocol, String type) {
        return api.post(
                "/servers/" + id + "/remote-consoles",
                Map.of("remote_console", Map.of("protocol", protocol, "type", type)));
    }

    private static String tokenOf(String url) {
        return url.substring(url.lastIndexOf('=') + 1);
    }

    private ConsoleConnection open(String token) {
        return bus.client(ConsoleRpc.class).connect(token).await().atMost(SOON);
    }

    private void opensNothing(String token) {
        assertThatThrownBy(() -> open(token)).isInstanceOf(Fault.class).hasMessageContaining("ask for a new address");
    }
}
