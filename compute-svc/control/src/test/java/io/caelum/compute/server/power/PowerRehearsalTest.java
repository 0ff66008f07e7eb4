package io.caelum.compute.server.power;

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
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
@QuarkusTest
@OnRealInfrastructure
@Rehearses(ChangePower.class)
class PowerRehearsalTest {

    @Inject
    Cloud cloud;

    @Inject
    Rehearsal rehearsal;

    private FakeWorker host;
    private final ComputeApi api = ComputeApi.member("alpha");

    @Test
    void aStopEndsWellOrLeavesTheServerAsItWasWhateverHappensToIt() {
        host = cloud.withHosts("host-1").getFirst();

        new WorkflowKit(rehearsal)
                .prove(Trial.of(ChangePower.KIND)
                        .begunBy(this::bootAndStop)
                        .succeeding(server -> assertAtRest(server, "SHUTOFF"))
                        .failing(server -> assertAtRest(server, "ACTIVE"))
                        .cancelledBy(
                                server ->
                                        api.delete("/servers/" + server).then().statusCode(204),
                                server -> api.awaitGone(server.toString())));
    }

    private UUID bootAndStop() {
        host.report();
        String id = api.boot("s1", cloud.image, cloud.network)
                .then()
                .statusCode(202)
                .extract()
                .path("server.id");
        api.awaitStatus(id, "ACTIVE");
        api.post("/servers/" + id + "/action", Collections.singletonMap("os-stop", null))
                .then()
                .statusCode(202);
        return UUID.fromString(id);
    }

    private void assertAtRest(UUID server, String status) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            var shown = api.show(server.toString());
            assertThat(shown.getString("server.status")).isEqualTo(status);
            assertThat(shown.getString("server.'OS-EXT-STS:task_state'")).isNull();
        });
        api.delete("/servers/" + server).then().statusCode(204);
        api.awaitGone(server.toString());
    }
}
