package io.caelum.compute.server.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.contract.compute.ServerMetadata;
import io.caelum.platform.contract.compute.ServerMetadataRpc;
import io.caelum.platform.fault.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Actions that are over at once. */
@QuarkusTest
@OnRealInfrastructure
class SmallActionsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Cloud cloud;

    @Inject
    Bus bus;

    private final ComputeApi api = ComputeApi.member("alpha");
    private final ComputeApi admin = ComputeApi.admin();

    private String boot() {
        cloud.withHosts("host-1");
        String id = api.boot("s1", cloud.image, cloud.network)
                .then()
                .statusCode(202)
                .extract()
                .path("server.id");
        api.awaitStatus(id, "ACTIVE");
        return id;
    }

    private static Response act(ComputeApi as, String id, String action, Object arguments) {
        return as.post("/servers/" + id + "/action", Collections.singletonMap(action, arguments));
    }

    @Test
    void aLockedServerIsChangedByAdministratorsOnly() {
        String id = boot();

        act(api, id, "lock", null).then().statusCode(202);
        assertThat(api.show(id).getBoolean("server.locked")).isTrue();
        Response refused = act(api, id, "os-stop", null);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.jsonPath().getString("conflictingRequest.message"))
                .isEqualTo("Instance %s is locked".formatted(id));
        assertThat(api.delete("/servers/" + id).statusCode()).isEqualTo(409);
        assertThat(api.put("/servers/" + id + "/metadata", Map.of("metadata", Map.of("a", "b")))
                        .statusCode())
                .isEqualTo(409);
        act(admin, id, "os-stop", null).then().statusCode(202);

        act(api, id, "unlock", null).then().statusCode(202);
        assertThat(api.show(id).getBoolean("server.locked")).isFalse();
    }

    @Test
    void whatAnAdministratorLockedOnlyOneUnlocks() {
        String id = boot();
        act(admin, id, "lock", null).then().statusCode(202);

        assertThat(act(api, id, "unlock", null).statusCode()).isEqualTo(403);
        act(admin, id, "unlock", null).then().statusCode(202);

        assertThat(api.show(id).getBoolean("server.locked")).isFalse();
    }

    @Test
    void anAdministratorResetsTheState() {
        String id = boot();

        assertThat(act(api, id, "os-resetState", Map.of("state", "error")).statusCode())
                .isEqualTo(403);
        assertThat(act(admin, id, "os-resetState", Map.of("state", "happy")).statusCode())
                .isEqualTo(400);
        act(admin, id, "os-resetState", Map.of("state", "error")).then().statusCode(202);
        assertThat(api.show(id).getString("server.status")).isEqualTo("ERROR");
        assertThat(api.show(id).getString("server.fault.message")).contains("administrator", "request req-");
        act(admin, id, "os-resetState", Map.of("state", "active")).then().statusCode(202);

        assertThat(api.show(id).getString("server.status")).isEqualTo("ACTIVE");
    }

    @Test
    void theConsoleOutputIsReadFromTheHost() {
        String id = boot();

        assertThat(act(api, id, "os-getConsoleOutput", Map.of("length", 2))
                        .jsonPath()
                        .getString("output"))
                .isEqualTo("two\nthree");
        assertThat(act(api, id, "os-getConsoleOutput", Map.of("length", -1))
                        .jsonPath()
                        .getString("output"))
                .isEqualTo("one\ntwo\nthree");
        assertThat(act(api, id, "os-getConsoleOutput", Map.of()).statusCode()).isEqualTo(200);
        assertThat(act(api, id, "os-getConsoleOutput", Map.of("length", "many")).statusCode())
                .isEqualTo(400);
        assertThat(act(api, UUID.randomUUID().toString(), "os-getConsoleOutput", Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void noGuestHasMadeUpAPassword() {
        String id = boot();

        assertThat(api.get("/servers/" + id + "/os-server-password").jsonPath().getString("password"))
                .isEmpty();
        assertThat(api.delete("/servers/" + id + "/os-server-password").statusCode())
                .isEqualTo(204);
        assertThat(api.get("/servers/" + UUID.randomUUID() + "/os-server-password")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aForcedDeleteIsADelete() {
        String id = boot();

        act(api, id, "forceDelete", null).then().statusCode(202);

        api.awaitGone(id);
    }

    @Test
    void whatCannotBeDoneSaysWhy() {
        String id = boot();

        assertThat(act(api, id, "restore", null).statusCode()).isEqualTo(409);
        assertThat(act(api, id, "changePassword", Map.of("adminPass", "x")).statusCode())
                .isEqualTo(409);
        assertThat(act(api, id, "resetNetwork", null).statusCode()).isEqualTo(410);
        assertThat(act(api, id, "injectNetworkInfo", null).statusCode()).isEqualTo(403);
        assertThat(act(admin, id, "injectNetworkInfo", null).statusCode()).isEqualTo(202);
        assertThat(act(api, id, "trigger_crash_dump", null).statusCode()).isEqualTo(501);
        assertThat(act(api, id, "dance", null).statusCode()).isEqualTo(400);
    }

    @Test
    void aGuestLearnsItsMetadata() {
        String id = boot();
        api.put("/servers/" + id + "/metadata", Map.of("metadata", Map.of("role", "web")))
                .then()
                .statusCode(200);
        ServerMetadataRpc metadata = bus.client(ServerMetadataRpc.class);

        ServerMetadata known = metadata.metadataOf(UUID.fromString(id)).await().atMost(SOON);

        assertThat(known.name()).isEqualTo("s1");
        assertThat(known.hostname()).isEqualTo("s1");
        assertThat(known.flavorName()).isEqualTo("m1.tiny");
        assertThat(known.availabilityZone()).isEqualTo("nova");
        assertThat(known.metadata()).isEqualTo(Map.of("role", "web"));
        Assertions.assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> metadata.metadataOf(UUID.randomUUID()).await().atMost(SOON))
                .matches(fault -> fault.kind() == Fault.Kind.NOT_FOUND);
    }
}
