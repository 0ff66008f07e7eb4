package io.caelum.compute.server.attachment;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
@QuarkusTest
@OnRealInfrastructure
@Rehearses({AttachInterface.class, DetachInterface.class})
class InterfaceRehearsalTest {

    @Inject
    Cloud cloud;

    @Inject
    Rehearsal rehearsal;

    private final ComputeApi api = ComputeApi.member("alpha");
    private FakeWorker host;

    @BeforeEach
    void aHost() {
        host = cloud.withHosts("host-1").getFirst();
    }

    @Test
    void anAttachmentEndsWellOrLeavesNothingWhateverHappensToIt() {
        new WorkflowKit(rehearsal)
                .prove(Trial.of(AttachInterface.KIND)
                        .begunBy(() -> {
                            String id = boot();
                            // it is answered when all is over, and the trial begins before
                            Thread.ofVirtual()
                                    .start(() -> api.post(
                                            "/servers/" + id + "/os-interface",
                                            Map.of("interfaceAttachment", Map.of("net_id", cloud.network))));
                            awaitBegun(id, AttachInterface.KIND);
                            return UUID.fromString(id);
                        })
                        .succeeding(server -> assertAtRest(server, 2))
                        .failing(server -> assertAtRest(server, 1))
                        .cancelledBy(this::delete, server -> api.awaitGone(server.toString())));
    }

    @Test
    void aDetachmentEndsWellOrLeavesThePortWhateverHappensToIt() {
        new WorkflowKit(rehearsal)
                .prove(Trial.of(DetachInterface.KIND)
                        .begunBy(() -> {
                            String id = boot();
                            String port =
                                    api.get("/servers/" + id + "/os-interface").path("interfaceAttachments[0].port_id");
                            api.delete("/servers/" + id + "/os-interface/" + port)
                                    .then()
                                    .statusCode(202);
                            return UUID.fromString(id);
                        })
                        .succeeding(server -> assertAtRest(server, 0))
                        .failing(server -> assertShows(server, 1))
                        .cancelledBy(this::delete, server -> api.awaitGone(server.toString())));
    }

    private String boot() {
        host.report();
        String id = api.boot("s1", cloud.image, cloud.network)
                .then()
                .statusCode(202)
                .extract()
                .path("server.id");
        api.awaitStatus(id, "ACTIVE");
        return id;
    }

    private void awaitBegun(String id, String kind) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> rehearsal.place(kind, UUID.fromString(id)).await().atMost(Duration.ofSeconds(20)) != null);
    }

    private void delete(UUID server) {
        api.delete("/servers/" + server).then().statusCode(204);
    }

    private void assertAtRest(UUID server, int ports) {
        assertThat(cloud.networks.portsOf(server)).hasSize(ports);
        assertShows(server, ports);
    }

    /** A port that has been taken from the guest may be gone though its server still shows it: it can be detached again. */
    private void assertShows(UUID server, int ports) {
        var shown = api.show(server.toString());
        assertThat(shown.getString("server.status")).isEqualTo("ACTIVE");
        assertThat(shown.getString("server.'OS-EXT-STS:task_state'")).isNull();
        assertThat(api.get("/servers/" + server + "/os-interface").jsonPath().getList("interfaceAttachments"))
                .hasSize(ports);
        delete(server);
        api.awaitGone(server.toString());
    }
}
