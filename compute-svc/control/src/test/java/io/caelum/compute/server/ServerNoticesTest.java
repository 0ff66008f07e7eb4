package io.caelum.compute.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.caelum.compute.cloud.Cloud;
import io.caelum.compute.cloud.ComputeApi;
import io.caelum.compute.cloud.OnRealInfrastructure;
import io.caelum.platform.bus.Bus;
import io.caelum.platform.bus.notify.Audience;
import io.caelum.platform.bus.notify.Notification;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealInfrastructure
class ServerNoticesTest {

    @Inject
    Cloud cloud;

    @Inject
    Bus bus;

    private final ComputeApi api = ComputeApi.member("alpha");
    private final List<Notification> heard = new CopyOnWriteArrayList<>();
    private Bus.Served listening;

    @BeforeEach
    void listen() {
        listening = bus.listen(Audience.of("nova").forThisProcess(), notification -> {
            heard.add(notification);
            return Uni.createFrom().voidItem();
        });
        await().atMost(Duration.ofSeconds(20)).until(listening::isConsuming);
    }

    @AfterEach
    void stop() {
        listening.close();
    }

    private List<String> eventsOf(String server) {
        return heard.stream()
                .filter(notification -> notification.payload().toString().contains(server))
                .map(Notification::eventType)
                .toList();
    }

    @Test
    void aLifeIsToldInOrder() {
        cloud.withHosts("host-1");
        String id = api.boot("s1", cloud.image, cloud.network).path("server.id");
        api.awaitStatus(id, "ACTIVE");
        api.delete("/servers/" + id);
        api.awaitGone(id);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(eventsOf(id))
                        .containsExactly(
                                "scheduler.select_destinations.start",
                                "scheduler.select_destinations.end",
                                "compute.instance.update",
                                "compute.instance.create.start",
                                "compute.instance.create.end",
                                "compute.instance.delete.start",
                                "compute.instance.delete.end"));
        Notification end = heard.stream()
                .filter(notification -> notification.eventType().equals("compute.instance.create.end"))
                .filter(notification -> id.equals(notification.payload().get("instance_id")))
                .findFirst()
                .orElseThrow();
        assertThat(end.payload())
                .containsEntry("state", "active")
                .containsEntry("host", "host-1")
                .containsEntry("message", "Success")
                .containsEntry("memory_mb", 512)
                .containsEntry("tenant_id", "alpha");
        assertThat(end.payload().get("fixed_ips").toString()).contains("10.0.");
    }

    @Test
    void aFailureIsAnError() {
        cloud.withHosts("host-1").getFirst().failEverywhere();
        String id = api.boot("s1", cloud.image, cloud.network).path("server.id");
        api.awaitStatus(id, "ERROR");

        await().atMost(Duration.ofSeconds(20)).until(() -> eventsOf(id).contains("compute.instance.create.error"));
        Notification error = heard.stream()
                .filter(notification -> notification.eventType().equals("compute.instance.create.error"))
                .filter(notification -> id.equals(notification.payload().get("instance_id")))
                .findFirst()
                .orElseThrow();
        assertThat(error.priority()).isEqualToIgnoringCase("ERROR");
        assertThat(error.payload().get("message").toString()).contains("the image is broken");
    }
}
