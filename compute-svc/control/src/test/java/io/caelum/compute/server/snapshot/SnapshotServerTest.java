package io.caelum.compute.server.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.platform.contract.image.SnapshotImage;
import io.caelum.platform.workflow.Rehearsal;
import io.caelum.testkit.fake.FakeWorker;
import io.caelum.testkit.workflow.Rehearses;
import io.caelum.testkit.workflow.Trial;
import io.caelum.testkit.workflow.WorkflowKit;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
@Rehearses(SnapshotServer.class)
class SnapshotServerTest {

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

    private Response createImage(ComputeApi as, String id, String name) {
        return as.post(
                "/servers/" + id + "/action",
                Map.of("createImage", Map.of("name", name, "metadata", Map.of("purpose", "test"))));
    }

    private static String task(ComputeApi api, String id) {
        return api.show(id).getString("server.'OS-EXT-STS:task_state'");
    }

    private void awaitAtRest(String id) {
        await().atMost(SOON).until(() -> task(api, id) == null);
    }

    @Test
    void aServersDiskBecomesAnImageThatTellsWhereItComesFrom() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();

        UUID image = UUID.fromString(
                createImage(api, id, "snap").then().statusCode(202).extract().path("image_id"));
        SnapshotImage made = cloud.images.snapshots().get(image);
        awaitAtRest(id);

        assertThat(made.name()).isEqualTo("snap");
        assertThat(made.properties())
                .containsEntry("image_type", "snapshot")
                .containsEntry("instance_uuid", id)
                .containsEntry("base_image_ref", cloud.image.toString())
                .containsEntry("owner_id", "alpha")
                .containsEntry("purpose", "test");
        assertThat(host.snapshots())
                .singleElement()
                .satisfies(one -> assertThat(one.imageId()).isEqualTo(image));
        assertThat(api.show(id).getString("server.status")).isEqualTo("ACTIVE");
        assertThat(api.get("/servers/" + id + "/os-instance-actions").jsonPath().getString("instanceActions[0].action"))
                .isEqualTo("createImage");
    }

    @Test
    void earlyMicroversionsNameTheImageInAHeader() {
        cloud.withHosts("host-1");
        String id = boot();

        Response answer = createImage(api.at("2.44"), id, "snap");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.header("Location")).matches(".*/images/[0-9a-f-]{36}");
        assertThat(answer.asString()).isEmpty();
    }

    @Test
    void oneSnapshotAtATime() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        host.ignoreOrders();
        createImage(api, id, "one").then().statusCode(202);

        assertThat(task(api, id)).isEqualTo("image_snapshot");
        assertThat(createImage(api, id, "two").statusCode()).isEqualTo(409);
    }

    @Test
    void namesAreChecked() {
        cloud.withHosts("host-1");
        String id = boot();

        assertThat(createImage(api, id, "x".repeat(256)).statusCode()).isEqualTo(400);
        assertThat(createImage(api, id, "").statusCode()).isEqualTo(400);
        assertThat(createImage(api, UUID.randomUUID().toString(), "x").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatTheHostCannotDoLeavesNoImageAndTheServerAsItWas() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        host.refuseOrders("The disk is full.");

        UUID image = UUID.fromString(createImage(api, id, "snap").path("image_id"));
        awaitAtRest(id);

        await().atMost(SOON).until(() -> !cloud.images.snapshots().containsKey(image));
        assertThat(api.show(id).getString("server.status")).isEqualTo("ACTIVE");
        assertThat(cloud.text("select fault_message from servers")).contains("The disk is full.");
    }

    @Test
    void aDeleteWinsOverASnapshotAndTakesTheImageAlong() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        host.ignoreOrders();
        UUID image = UUID.fromString(createImage(api, id, "snap").path("image_id"));

        api.delete("/servers/" + id).then().statusCode(204);

        api.awaitGone(id);
        assertThat(cloud.images.snapshots()).doesNotContainKey(image);
        await().atMost(SOON).until(cloud::holdsNothing);
    }

    @Test
    void backupsAreRotated() {
        cloud.withHosts("host-1");
        String id = boot();
        var backup = Map.of("name", "b", "backup_type", "daily", "rotation", 3);

        api.post("/servers/" + id + "/action", Map.of("createBackup", backup))
                .then()
                .statusCode(202);
        awaitAtRest(id);

        assertThat(cloud.images.rotations()).contains("daily 3");
        assertThat(api.post(
                                "/servers/" + id + "/action",
                                Map.of("createBackup", Map.of("name", "b", "backup_type", "daily", "rotation", -1)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Tag("long")
    @Test
    void aSnapshotEndsWellOrLeavesNothingWhateverHappensToIt() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();

        new WorkflowKit(rehearsal)
                .prove(Trial.of(SnapshotServer.KIND)
                        .begunBy(() -> {
                            host.report();
                            String id = boot();
                            createImage(api, id, "of " + id).then().statusCode(202);
                            return UUID.fromString(id);
                        })
                        .succeeding(server -> {
                            assertThat(imagesOf(server)).isEqualTo(1);
                            assertAtRest(server);
                        })
                        .failing(server -> {
                            assertThat(imagesOf(server)).isZero();
                            assertAtRest(server);
                        })
                        .cancelledBy(
                                server ->
                                        api.delete("/servers/" + server).then().statusCode(204),
                                server -> {
                                    api.awaitGone(server.toString());
                                    assertThat(imagesOf(server)).isZero();
                                }));
    }

    private long imagesOf(UUID server) {
        return cloud.images.snapshots().values().stream()
                .filter(image -> image.name().equals("of " + server))
                .count();
    }

    private void assertAtRest(UUID server) {
        awaitAtRest(server.toString());
        assertThat(api.show(server.toString()).getString("server.status")).isEqualTo("ACTIVE");
        api.delete("/servers/" + server).then().statusCode(204);
        api.awaitGone(server.toString());
    }
}
