package io.caelum.compute.worker;

import static io.caelum.compute.worker.Requests.build;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.Serving;
import io.caelum.platform.contract.compute.ComputeReportRpc;
import io.caelum.platform.contract.compute.ComputeRpc;
import io.caelum.platform.contract.compute.TerminateRequest;
import io.caelum.platform.contract.image.ImageRpc;
import io.caelum.testkit.WithRabbitMq;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(WithRabbitMq.class)
@QuarkusTestResource(WithStateFolder.class)
class WorkerTest {

    @Inject
    Bus bus;

    private final FakeControl control = new FakeControl();
    private FakeImages images;
    private Bus.Served servedControl;
    private Bus.Served servedImages;

    @BeforeEach
    void neighbours() throws Exception {
        images = new FakeImages();
        servedControl = bus.serve(ComputeReportRpc.class, control, Serving.onEventLoop("control"));
        servedImages = bus.serve(ImageRpc.class, images, Serving.onEventLoop("images"));
        await().atMost(Duration.ofSeconds(20)).until(bus::isReady);
    }

    @AfterEach
    void leave() {
        servedControl.close();
        servedImages.close();
        images.close();
    }

    @Test
    void theHostTellsWhatItHas() {
        await().atMost(Duration.ofSeconds(20)).until(() -> !control.hosts.isEmpty());

        assertThat(control.hosts.getFirst().host()).isEqualTo("host-a");
        assertThat(control.hosts.getFirst().vcpus()).isEqualTo(7);
        assertThat(control.hosts.getFirst().hypervisorType()).isEqualTo("simulated");
    }

    @Test
    void aGuestComesAndGoesOverTheBus() throws Exception {
        UUID server = UUID.randomUUID();
        ComputeRpc worker = bus.client(ComputeRpc.class);

        worker.buildAndRunInstance("host-a", build(server, 1, images.add(new byte[100_000])))
                .await()
                .atMost(Duration.ofSeconds(20));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> control.toldAbout(server).contains("spawned"));
        await().atMost(Duration.ofSeconds(20)).until(() -> control.lastReportLists(server));

        worker.terminateInstance("host-a", new TerminateRequest(server, 1))
                .await()
                .atMost(Duration.ofSeconds(20));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> control.toldAbout(server).contains("terminated"));
        await().atMost(Duration.ofSeconds(20)).until(() -> control.lastReportLists());
    }

    @Test
    void theWorkerIsReadyWhenItHearsTheBus() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }
}
