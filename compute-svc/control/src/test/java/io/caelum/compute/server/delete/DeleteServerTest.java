package io.caelum.compute.server.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.testkit.fake.FakeWorker;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
class DeleteServerTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Cloud cloud;

    private final ComputeApi api = ComputeApi.member("alpha");
    private final ComputeApi admin = ComputeApi.admin();

    private String boot() {
        return api.boot("s1", cloud.image, cloud.network)
                .then()
                .statusCode(202)
                .extract()
                .path("server.id");
    }

    private void awaitTask(String id, String task) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> task.equals(api.show(id).getString("server.'OS-EXT-STS:task_state'")));
    }

    private void deleteLeavesNothing(String id) {
        api.delete("/servers/" + id).then().statusCode(204);
        api.awaitGone(id);
        await().atMost(SOON).until(cloud::holdsNothing);
    }

    @Test
    void everythingThatAServerHeldIsFreeAgain() {
        cloud.withHosts("host-1");
        String id = boot();
        api.awaitStatus(id, "ACTIVE");

        deleteLeavesNothing(id);
        assertThat(api.delete("/servers/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void theActionsOutliveTheServer() {
        cloud.withHosts("host-1");
        String id = boot();
        api.awaitStatus(id, "ACTIVE");
        deleteLeavesNothing(id);

        assertThat(api.get("/servers/" + id + "/os-instance-actions").jsonPath().getList("instanceActions.action"))
                .isEqualTo(List.of("delete", "create"));
        assertThat(api.at("2.20").get("/servers/" + id + "/os-instance-actions").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aServerCanBeDeletedWhileItsPortsAreMade() {
        cloud.withHosts("host-1");
        cloud.networks.bindSlowly(Duration.ofMillis(500));
        String id = boot();
        awaitTask(id, "networking");

        deleteLeavesNothing(id);
    }

    @Test
    void aServerCanBeDeletedWhileItSpawns() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        host.beSilent();
        String id = boot();
        await().atMost(SOON).until(() -> host.guests().containsKey(UUID.fromString(id)));

        deleteLeavesNothing(id);
    }

    @Test
    void aServerCanBeDeletedWhileItsNetworkIsWired() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        cloud.networks.neverTellWired();
        String id = boot();
        await().atMost(SOON).until(() -> host.guests().containsKey(UUID.fromString(id)));

        deleteLeavesNothing(id);
    }

    @Test
    void aServerCanBeDeletedAtOnce() {
        cloud.withHosts("host-1");

        deleteLeavesNothing(boot());
    }

    @Test
    void aFailedServerCanBeDeleted() {
        cloud.withHosts("host-1").getFirst().failEverywhere();
        String id = boot();
        api.awaitStatus(id, "ERROR");

        deleteLeavesNothing(id);
    }

    @Test
    void itIsShownAsBeingDeletedUntilTheGuestIsGone() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        api.awaitStatus(id, "ACTIVE");
        host.ignoreTerminates();

        api.delete("/servers/" + id).then().statusCode(204);
        api.delete("/servers/" + id).then().statusCode(204);

        assertThat(api.show(id).getString("server.'OS-EXT-STS:task_state'")).isEqualTo("deleting");
        assertThat(host.guests()).hasSize(1);
    }

    @Test
    void aHostThatIsDownDoesNotHoldItUp() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        api.awaitStatus(id, "ACTIVE");
        host.ignoreTerminates();
        api.delete("/servers/" + id).then().statusCode(204);

        String service = admin.get("/os-services").path("services[0].id");
        admin.put("/os-services/" + service, Map.of("forced_down", true)).then().statusCode(200);
        api.awaitGone(id);
        host.recover();
        host.report();

        await().atMost(SOON).until(() -> host.guests().isEmpty());
    }

    @Test
    void aHostThatStillHasTheGuestIsToldAgain() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        api.awaitStatus(id, "ACTIVE");
        host.ignoreTerminates();
        api.delete("/servers/" + id).then().statusCode(204);
        await().atMost(SOON).until(() -> host.terminates().size() == 1);
        host.recover();

        host.report();

        api.awaitGone(id);
        await().atMost(SOON).until(cloud::holdsNothing);
    }

    @Test
    void aGuestThatIsNoLongerReportedIsGone() {
        FakeWorker host = cloud.withHosts("host-1").getFirst();
        String id = boot();
        api.awaitStatus(id, "ACTIVE");
        host.ignoreTerminates();
        api.delete("/servers/" + id).then().statusCode(204);
        await().atMost(SOON).until(() -> host.terminates().size() == 1);

        cloud.execute("update servers set updated_at = updated_at - interval '11 seconds'");
        host.report(List.of());

        api.awaitGone(id);
    }

    @Test
    void aServerOfAnotherProjectIsNotFound() {
        cloud.withHosts("host-1");
        String id = boot();

        assertThat(ComputeApi.member("beta").delete("/servers/" + id).statusCode())
                .isEqualTo(404);
        assertThat(ComputeApi.member("beta").get("/servers/" + id).statusCode()).isEqualTo(404);
    }
}
