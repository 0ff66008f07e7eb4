package io.caelum.compute.server.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.platform.workflow.Rehearsal;
import io.caelum.testkit.fake.FakeWorker;
import io.caelum.testkit.workflow.Rehearses;
import io.caelum.testkit.workflow.Trial;
import io.caelum.testkit.workflow.WorkflowKit;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
@Rehearses(RebuildServer.class)
class RebuildServerTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Cloud cloud;

    @Inject
    Rehearsal rehearsal;

    private final ComputeApi api = ComputeApi.member("alpha");

    private String boot() {
        String id = api.boot("s1", cloud.image, cloud.network)
                .then()
                .statusCode(202)
                .extract()
                .path("server.id");
        api.awaitStatus(id, "ACTIVE");
        return id;
    }

    private Response rebuild(String id, UUID image, Map<String, Object> more) {
        var arguments = new HashMap<String, Object>(more);
        arguments.put("imageRef", image.toString());
        return api.post("/servers/" + id + "/action", Map.of("rebuild", arguments));
    }

    private void awaitAtRest(String id, String status) {
        await().atMost(SOON).until(() -> {
            var shown = api.show(id);
            return status.equals(shown.getString("server.status"))
                    && shown.getString("server.'OS-EXT-STS:task_state'") == null;
        });
    }

    @Test
    void aServerGetsANewDiskAndKeepsItsAddresses() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        String address = api.show(id).getString("server.addresses.net[0].addr");
        UUID other = cloud.images.bootable();

        Response answer =
                rebuild(id, other, Map.of("name", "s2", "adminPass", "secret", "metadata", Map.of("made", "again")));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.header("Location")).endsWith("/servers/" + id);
        assertThat(answer.jsonPath().getString("server.adminPass")).isEqualTo("secret");
        assertThat(answer.jsonPath().getString("server.name")).isEqualTo("s2");
        assertThat(answer.jsonPath().getString("server.image.id")).isEqualTo(other.toString());
        awaitAtRest(id, "ACTIVE");
        assertThat(api.show(id).getString("server.addresses.net[0].addr")).isEqualTo(address);
        assertThat(api.show(id).getMap("server.metadata")).isEqualTo(Map.of("made", "again"));
        assertThat(host.guests().get(UUID.fromString(id)).image())
                .hasValueSatisfying(image -> assertThat(image.id()).isEqualTo(other));
    }

    @Test
    void aStoppedServerStaysStopped() {
        cloud.withHosts("host-1");
        String id = boot();
        api.post("/servers/" + id + "/action", Collections.singletonMap("os-stop", null));
        awaitAtRest(id, "SHUTOFF");

        rebuild(id, cloud.image, Map.of()).then().statusCode(202);

        awaitAtRest(id, "SHUTOFF");
    }

    @Test
    void whatTheHostCannotDoIsAnErrorFromWhichItCanBeRebuilt() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        host.refuseOrders("The disk is broken.");

        rebuild(id, cloud.image, Map.of()).then().statusCode(202);
        awaitAtRest(id, "ERROR");
        assertThat(api.show(id).getString("server.fault.message")).contains("The disk is broken.");
        host.recover();
        rebuild(id, cloud.image, Map.of()).then().statusCode(202);

        awaitAtRest(id, "ACTIVE");
    }

    @Test
    void whatDoesNotFitIsRefusedAndChangesNothing() {
        cloud.withHosts("host-1");
        String id = boot();

        assertThat(rebuild(id, UUID.randomUUID(), Map.of()).statusCode()).isEqualTo(400);
        assertThat(rebuild(id, cloud.images.add("active", 0, 100_000), Map.of()).statusCode())
                .isEqualTo(400);
        assertThat(rebuild(id, cloud.image, Map.of("dance", "x")).statusCode()).isEqualTo(400);
        assertThat(rebuild(UUID.randomUUID().toString(), cloud.image, Map.of()).statusCode())
                .isEqualTo(404);

        assertThat(api.show(id).getString("server.status")).isEqualTo("ACTIVE");
        assertThat(api.show(id).getString("server.image.id")).isEqualTo(cloud.image.toString());
    }

    @Tag("long")
    @Test
    void aRebuildEndsWellOrInErrorWhateverHappensToIt() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();

        new WorkflowKit(rehearsal)
                .prove(Trial.of(RebuildServer.KIND)
                        .begunBy(() -> {
                            host.report();
                            String id = boot();
                            rebuild(id, cloud.image, Map.of()).then().statusCode(202);
                            return UUID.fromString(id);
                        })
                        .succeeding(server -> assertAtRest(server, "ACTIVE"))
                        .failing(server -> assertAtRest(server, "ERROR"))
                        .cancelledBy(
                                server ->
                                        api.delete("/servers/" + server).then().statusCode(204),
                                server -> api.awaitGone(server.toString())));
    }

    private void assertAtRest(UUID server, String status) {
        awaitAtRest(server.toString(), status);
        api.delete("/servers/" + server).then().statusCode(204);
        api.awaitGone(server.toString());
    }
}
