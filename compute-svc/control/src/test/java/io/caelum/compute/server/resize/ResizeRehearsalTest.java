package io.caelum.compute.server.resize;

import static io.caelum.compute.server.resize.Journeys.SOON;
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
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever happens to these workflows, the server is on one host, and nothing is held anywhere else. */
@Tag("long")
@QuarkusTest
@OnRealInfrastructure
@Rehearses({ResizeServer.class, ConfirmResize.class, RevertResize.class})
class ResizeRehearsalTest {

    private static final String SMALL = "2";

    @Inject
    Cloud cloud;

    @Inject
    Rehearsal rehearsal;

    private final ComputeApi api = ComputeApi.member("alpha");
    private Journeys journeys;
    private FakeWorker first;

    @BeforeEach
    void twoHosts() {
        journeys = new Journeys(cloud);
        first = journeys.hosts("host-1", "host-2").getFirst();
    }

    @Test
    void aResizeTakesTheServerToTheOtherHostOrLeavesItAsItWas() {
        new WorkflowKit(rehearsal)
                .prove(Trial.of(ResizeServer.KIND)
                        .begunBy(this::bootAndResize)
                        .succeeding(server -> {
                            journeys.awaitSettled(server.toString(), "VERIFY_RESIZE");
                            assertThat(journeys.hostOf(server.toString())).isEqualTo("host-2");
                            assertThat(journeys.portsOf(server.toString())).isEqualTo("host-2");
                            deleteAll(server);
                        })
                        .failing(server -> assertAsItWas(server))
                        .cancelledBy(
                                server ->
                                        api.delete("/servers/" + server).then().statusCode(204),
                                this::assertGone));
    }

    @Test
    void aConfirmationLeavesOnlyOneGuestOrTheChoice() {
        new WorkflowKit(rehearsal)
                .prove(Trial.of(ConfirmResize.KIND)
                        .begunBy(() -> bootResizeAnd("confirmResize"))
                        .succeeding(server -> {
                            journeys.awaitSettled(server.toString(), "ACTIVE");
                            assertThat(journeys.livesOnlyOn("host-2", server.toString()))
                                    .isTrue();
                            journeys.assertHeld("host-1", 0, 0);
                            deleteAll(server);
                        })
                        .failing(server -> {
                            journeys.awaitSettled(server.toString(), "VERIFY_RESIZE");
                            assertThat(journeys.hostOf(server.toString())).isEqualTo("host-2");
                            assertThat(journeys.migrationStatus()).isEqualTo("FINISHED");
                            deleteAll(server);
                        })
                        .cancelledBy(
                                server ->
                                        api.delete("/servers/" + server).then().statusCode(204),
                                this::assertGone));
    }

    @Test
    void aWayBackEndsWhereTheServerWasOrSaysWhyNot() {
        new WorkflowKit(rehearsal)
                .prove(Trial.of(RevertResize.KIND)
                        .begunBy(() -> bootResizeAnd("revertResize"))
                        .succeeding(this::assertAsItWas)
                        .failing(server -> {
                            await().atMost(SOON).until(() -> journeys.fault(server.toString()) != null);
                            String status =
                                    ComputeApi.admin().show(server.toString()).getString("server.status");
                            assertThat(status).isIn("VERIFY_RESIZE", "ERROR");
                            deleteAll(server);
                        })
                        .cancelledBy(
                                server ->
                                        api.delete("/servers/" + server).then().statusCode(204),
                                this::assertGone));
    }

    private UUID bootAndResize() {
        journeys.hostsReport();
        String id = journeys.boot();
        journeys.resize(id, SMALL).then().statusCode(202);
        return UUID.fromString(id);
    }

    private UUID bootResizeAnd(String action) {
        UUID server = bootAndResize();
        journeys.awaitSettled(server.toString(), "VERIFY_RESIZE");
        journeys.act(server.toString(), action);
        return server;
    }

    private void assertAsItWas(UUID server) {
        String id = server.toString();
        journeys.awaitSettled(id, "ACTIVE");
        assertThat(journeys.hostOf(id)).isEqualTo("host-1");
        assertThat(journeys.portsOf(id)).isEqualTo("host-1");
        assertThat(journeys.livesOnlyOn("host-1", id)).isTrue();
        assertThat(first.powerOf(server)).isEqualTo(1);
        journeys.assertHeld("host-1", 1, 512);
        journeys.assertHeld("host-2", 0, 0);
        deleteAll(server);
    }

    private void deleteAll(UUID server) {
        api.delete("/servers/" + server).then().statusCode(204);
        assertGone(server);
    }

    private void assertGone(UUID server) {
        api.awaitGone(server.toString());
        await().atMost(SOON).until(cloud::holdsNothing);
    }
}
